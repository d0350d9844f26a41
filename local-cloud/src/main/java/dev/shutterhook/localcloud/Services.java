package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The three services as the template shapes them, a client of each, and all that must be ended. */
record Services(
    Endpoints endpoints,
    DynamoDbClient dynamoDb,
    SqsClient sqs,
    S3Client s3,
    S3Presigner presigner,
    Opened opened)
    implements AutoCloseable {

  static Services behind(Backing backing, Template template) {
    Clients.keepConnections();
    return switch (backing) {
      case Storage storage -> Emulators.start(template, storage);
      case Endpoints endpoints -> at(endpoints, template);
    };
  }

  private static Services at(Endpoints endpoints, Template template) {
    Opened opened = new Opened();
    try {
      Clients clients = new Clients(endpoints.credentials());
      Shaping shaping = new Shaping(template, endpoints, clients, opened);
      return new Services(
          endpoints,
          shaping.dynamoDb(endpoints.dynamoDb()),
          shaping.sqs(endpoints.sqs()),
          shaping.s3(endpoints.s3()),
          opened.track(clients.s3Presigner(endpoints.s3())),
          opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
