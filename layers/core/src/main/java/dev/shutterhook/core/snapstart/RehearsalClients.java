package dev.shutterhook.core.snapstart;

import dev.shutterhook.core.aws.AwsClients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Clients that do all that the functions' own do, choosing an endpoint, marshalling, signing and
 * reading the answer, but for sending it: no credentials are asked for, and no socket is opened.
 */
final class RehearsalClients {
  private static final Region NOWHERE = Region.US_EAST_1;
  private static final StaticCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal"));

  /** Stands in the variables of an endpoint that somebody set for the functions' own clients. */
  private static final URI UNREACHED = URI.create("https://rehearsal.invalid");

  private RehearsalClients() {}

  static AwsClients make() {
    SdkHttpClient http = new RehearsalHttp();
    return new AwsClients(
        on(DynamoDbClient.builder(), http).build(),
        on(SqsClient.builder(), http).checksumValidationEnabled(false).build(),
        on(S3Client.builder(), http).build(),
        S3Presigner.builder()
            .region(NOWHERE)
            .credentialsProvider(NOBODY)
            .endpointOverride(UNREACHED)
            .build());
  }

  private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B on(
      B builder, SdkHttpClient http) {
    return builder.httpClient(http).region(NOWHERE).credentialsProvider(NOBODY);
  }
}
