package dev.shutterhook.localcloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a client of the bucket may rely on: signatures are checked, and conditions hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketTest {
  private final LocalCloud cloud;

  BucketTest(@TempDir Path folder) {
    cloud = LocalCloud.start(Fixtures.cloudTemplate(folder), Map.of(), Storage.inMemory());
  }

  @AfterAll
  void end() {
    cloud.close();
  }

  /** Counts how often the SDK tried a call again. */
  private static final class Retries implements MetricPublisher {
    private final AtomicInteger counted = new AtomicInteger();

    @Override
    public void publish(MetricCollection call) {
      call.metricValues(CoreMetric.RETRY_COUNT).forEach(counted::addAndGet);
    }

    @Override
    public void close() {}
  }

  private static final int UPLOADS = 500;

  @Test
  void takesUploadsAtTheFirstAttempt() {
    Retries retries = new Retries();
    for (int i = 0; i < UPLOADS; i++) {
      cloud
          .s3()
          .putObject(
              call ->
                  call.bucket(cloud.bucketName("Pictures"))
                      .key("captures/many")
                      .overrideConfiguration(with -> with.addMetricPublisher(retries)),
              RequestBody.fromString("x"));
    }
    assertEquals(0, retries.counted.get());
  }

  @Test
  void handsAnObjectOutToAPresignedUrl() throws Exception {
    S3Calls.put(cloud, "captures/a/b.png", "picture");
    HttpResponse<String> answer = S3Calls.get(S3Calls.presigned(cloud, "captures/a/b.png"));
    assertEquals(200, answer.statusCode());
    assertEquals("picture", answer.body());
    assertEquals("text/x-picture", answer.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void refusesAPresignedUrlForAnotherObject() throws Exception {
    S3Calls.put(cloud, "captures/mine", "mine");
    S3Calls.put(cloud, "captures/yours", "yours");
    URI url = S3Calls.presigned(cloud, "captures/mine");
    URI tampered = URI.create(url.toString().replace("captures/mine", "captures/yours"));
    assertEquals(403, S3Calls.get(tampered).statusCode());
  }

  @Test
  void refusesAClientWithoutASignature() throws Exception {
    S3Calls.put(cloud, "captures/private", "private");
    String url = S3Calls.presigned(cloud, "captures/private").toString();
    URI bare = URI.create(url.substring(0, url.indexOf('?')));
    assertEquals(403, S3Calls.get(bare).statusCode());
  }

  @Test
  void refusesToOverwriteWhereTheWriterSaysSo() {
    S3Calls.put(cloud, "captures/once", "first");
    S3Exception refusal =
        assertThrows(
            S3Exception.class,
            () ->
                cloud
                    .s3()
                    .putObject(
                        call ->
                            call.bucket(cloud.bucketName("Pictures"))
                                .key("captures/once")
                                .ifNoneMatch("*"),
                        RequestBody.fromString("second")));
    assertEquals(412, refusal.statusCode());
  }
}
