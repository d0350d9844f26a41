package dev.shutterhook.localstack;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One LocalStack for all tests of this JVM, started before the first. Where it is, the tests learn
 * from the property {@code shutterhook.aws}.
 */
public final class LocalStackSession implements LauncherSessionListener {
  private static final String WHERE = "shutterhook.aws";
  private static final String IMAGE = "shutterhook.localstack.image";

  private static @Nullable LocalStackContainer container;

  /** Where LocalStack answers. */
  static URI endpoint() {
    return URI.create(System.getProperty(WHERE));
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    synchronized (LocalStackSession.class) {
      if (System.getProperty(WHERE) == null) {
        container = started(System.getProperty(IMAGE, ""));
        System.setProperty(WHERE, container.getEndpoint().toString());
      }
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    synchronized (LocalStackSession.class) {
      if (container != null) {
        container.stop();
        container = null;
        System.clearProperty(WHERE);
      }
    }
  }

  private static LocalStackContainer started(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new NoEngine();
    }
    DockerImageName name =
        DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack");
    LocalStackContainer fresh =
        new LocalStackContainer(name)
            .withServices("dynamodb", "sqs", "s3", "events", "scheduler")
            // Else it takes any signature of a presigned URL for a good one.
            .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0");
    fresh.start();
    return fresh;
  }

  /** One line: where it was thrown is of no interest. */
  private static final class NoEngine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoEngine() {
      super(
          "no Docker engine answers, and the profile localstack needs one: start Docker, or set"
              + " DOCKER_HOST to one that runs",
          null,
          false,
          false);
    }
  }
}
