package dev.shutterhook.core.aws;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
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
 * @param s3 the bucket
 * @param presigner the bucket's links for clients
 */
public record AwsClients(DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3, S3Presigner presigner)
    implements AutoCloseable {
  /** To reach an endpoint in the same region takes milliseconds; then it is better to retry. */
  public static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

  /** One try of a call. */
  public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  /** A call with all its retries: less than the API has for an answer. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(12);

  /**
   * Clients that find region, credentials and endpoints where the SDK looks for them. The default
   * chain of credentials is meant: under SnapStart they come from a container endpoint, not from
   * variables.
   */
  public static AwsClients fromEnvironment() {
    ClientOverrideConfiguration bounds =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
            .apiCallTimeout(CALL_TIMEOUT)
            .build();
    return new AwsClients(
        DynamoDbClient.builder().httpClientBuilder(http()).overrideConfiguration(bounds).build(),
        SqsClient.builder().httpClientBuilder(http()).overrideConfiguration(bounds).build(),
        S3Client.builder().httpClientBuilder(http()).overrideConfiguration(bounds).build(),
        S3Presigner.create());
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECTION_TIMEOUT)
        .socketTimeout(ATTEMPT_TIMEOUT);
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
    sqs.close();
    dynamoDb.close();
  }
}
