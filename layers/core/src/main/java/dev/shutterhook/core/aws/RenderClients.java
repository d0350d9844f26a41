package dev.shutterhook.core.aws;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the renderer speaks to AWS with: it has no right to a table, so it builds no client of one.
 * Both are safe for threads and live as long as the function.
 *
 * @param sqs the queues
 * @param s3 the bucket, with time for large pictures
 */
public record RenderClients(SqsClient sqs, S3Client s3) implements AutoCloseable {

  /** Clients that are found as those of {@link AwsClients#fromEnvironment}. */
  public static RenderClients fromEnvironment() {
    return new RenderClients(
        ClientBounds.QUICK.on(SqsClient.builder()).build(),
        ClientBounds.UPLOAD.on(S3Client.builder()).build());
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
  }
}
