package dev.shutterhook.core.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real: the SDK's clients, and a server that accepts and says nothing. */
class ClientBoundsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private static void assertBounds(ClientBounds bounds, SdkServiceClientConfiguration client) {
    assertEquals(
        Optional.of(bounds.attempt()), client.overrideConfiguration().apiCallAttemptTimeout());
    assertEquals(Optional.of(bounds.call()), client.overrideConfiguration().apiCallTimeout());
  }

  @Test
  void givesPicturesMoreTimeThanMessages() {
    System.setProperty(SdkSystemSetting.AWS_REGION.property(), Region.EU_CENTRAL_1.id());
    try (RenderClients clients = RenderClients.fromEnvironment()) {
      assertBounds(ClientBounds.QUICK, clients.sqs().serviceClientConfiguration());
      assertBounds(ClientBounds.UPLOAD, clients.s3().serviceClientConfiguration());
    } finally {
      System.clearProperty(SdkSystemSetting.AWS_REGION.property());
    }
  }

  @Test
  void endsACallThatNobodyAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SqsClient client =
            new ClientBounds(SHORT, SHORT.multipliedBy(2))
                .on(SqsClient.builder())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                .build()) {
      long began = System.nanoTime();
      assertThrows(SdkClientException.class, client::listQueues);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took.toString());
    }
  }

  @Test
  void refusesACallThatIsShorterThanItsAttempt() {
    assertThrows(IllegalArgumentException.class, () -> new ClientBounds(SHORT, SHORT.dividedBy(2)));
  }
}
