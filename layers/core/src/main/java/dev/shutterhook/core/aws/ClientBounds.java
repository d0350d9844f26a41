package dev.shutterhook.core.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * How long a client waits.
 *
 * @param attempt one try of a call
 * @param call a call with all its tries, not shorter than one
 */
public record ClientBounds(Duration attempt, Duration call) {
  /** To reach an endpoint in the same region takes milliseconds; then it is better to retry. */
  public static final Duration CONNECT = Duration.ofSeconds(2);

  /** For what is small: rows, messages, a client's document. Less than the API has in all. */
  public static final ClientBounds QUICK =
      new ClientBounds(Duration.ofSeconds(5), Duration.ofSeconds(12));

  /** For pictures: 50 MB take 20 s on a link of 20 Mbit/s. */
  public static final ClientBounds UPLOAD =
      new ClientBounds(Duration.ofSeconds(60), Duration.ofSeconds(120));

  public ClientBounds {
    if (!attempt.isPositive() || call.compareTo(attempt) < 0) {
      throw new IllegalArgumentException("an attempt takes time, and a call as much at least");
    }
  }

  /** Sets these bounds on a client that is being built, and the HTTP client that goes with them. */
  <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B on(B builder) {
    SdkHttpClient.Builder<?> http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(attempt);
    return builder
        .httpClientBuilder(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .build());
  }
}
