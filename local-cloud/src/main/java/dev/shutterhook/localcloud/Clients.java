package dev.shutterhook.localcloud;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients of services at given endpoints, all on the HTTP client that the functions use. */
final class Clients {
  /** The JDK keeps five idle connections per host unless told before its first request. */
  private static final String IDLE_CONNECTIONS = "http.maxConnections";

  private static final String IDLE_CONNECTIONS_PER_HOST = "128";

  private final AwsCredentialsProvider credentials;
  private final List<ExecutionInterceptor> watchers;

  Clients(AwsCredentials credentials) {
    this(credentials, List.of());
  }

  /** Clients whose calls somebody watches. */
  Clients(AwsCredentials credentials, List<ExecutionInterceptor> watchers) {
    this.credentials = StaticCredentialsProvider.create(credentials);
    this.watchers = watchers;
  }

  static void keepConnections() {
    if (System.getProperty(IDLE_CONNECTIONS) == null) {
      System.setProperty(IDLE_CONNECTIONS, IDLE_CONNECTIONS_PER_HOST);
    }
  }

  DynamoDbClient dynamoDb(URI endpoint) {
    return local(DynamoDbClient.builder(), endpoint).build();
  }

  SqsClient sqs(URI endpoint) {
    return local(SqsClient.builder(), endpoint).build();
  }

  /**
   * Uploads are signed whole. Of an upload in signed chunks S3Proxy reads no more than the last
   * chunk, answers before it has read what trails it, and then closes the connection, which the
   * client may already be about to use again.
   */
  S3Client s3(URI endpoint) {
    return local(S3Client.builder().forcePathStyle(true), endpoint)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .build();
  }

  S3Presigner s3Presigner(URI endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(LocalAccess.REGION)
        .credentialsProvider(credentials)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B local(
      B builder, URI endpoint) {
    SdkHttpClient.Builder<?> http = UrlConnectionHttpClient.builder();
    return builder
        .httpClientBuilder(http)
        .endpointOverride(endpoint)
        .region(LocalAccess.REGION)
        .credentialsProvider(credentials)
        .overrideConfiguration(settings -> watchers.forEach(settings::addExecutionInterceptor));
  }
}
