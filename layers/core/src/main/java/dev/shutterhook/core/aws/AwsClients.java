package dev.shutterhook.core.aws;

import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a function speaks to AWS with. All four are safe for threads and live as long as the
 * function.
 *
 * @param dynamoDb the tables
 * @param sqs the queues
 * @param s3 the bucket, for what is small
 * @param presigner the bucket's links for clients
 */
public record AwsClients(DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3, S3Presigner presigner)
    implements AutoCloseable {
  /** A call with all its retries: less than the API has for an answer. */
  public static final Duration CALL_TIMEOUT = ClientBounds.QUICK.call();

  /**
   * Clients that find region, credentials and endpoints where the SDK looks for them. The default
   * chain of credentials is meant: under SnapStart they come from a container endpoint, not from
   * variables.
   */
  public static AwsClients fromEnvironment() {
    return new AwsClients(
        ClientBounds.QUICK.on(DynamoDbClient.builder()).build(),
        ClientBounds.QUICK.on(SqsClient.builder()).build(),
        ClientBounds.QUICK.on(S3Client.builder()).build(),
        S3Presigner.create());
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
    sqs.close();
    dynamoDb.close();
  }
}
