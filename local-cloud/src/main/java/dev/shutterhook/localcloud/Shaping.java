package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.Template;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Gives services what the template describes, each by a client that is ended with the cloud. */
final class Shaping {
  private final Template template;
  private final Backing backing;
  private final Clients clients;
  private final Opened opened;

  Shaping(Template template, Backing backing, Clients clients, Opened opened) {
    this.template = template;
    this.backing = backing;
    this.clients = clients;
    this.opened = opened;
  }

  /** A client that sees every table. */
  DynamoDbClient dynamoDb(URI endpoint) {
    DynamoDbClient client = opened.track(clients.dynamoDb(endpoint));
    template.tables().forEach(new Tables(client, backing)::ensure);
    return client;
  }

  /** A client that sees every queue. */
  SqsClient sqs(URI endpoint) {
    SqsClient client = opened.track(clients.sqs(endpoint));
    new Queues(client, template.queues()).ensureAll();
    return client;
  }

  /** A client that sees every bucket. */
  S3Client s3(URI endpoint) {
    S3Client client = opened.track(clients.s3(endpoint));
    template.buckets().forEach(new Buckets(client)::ensure);
    return client;
  }
}
