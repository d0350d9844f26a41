package dev.shutterhook.localcloud;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import software.amazon.awssdk.core.sync.RequestBody;

/** What the tests do with the bucket of the template. */
final class S3Calls {
  private S3Calls() {}

  static void put(LocalCloud cloud, String key, String text) {
    cloud
        .s3()
        .putObject(
            call ->
                call.bucket(cloud.bucketName("Pictures")).key(key).contentType("text/x-picture"),
            RequestBody.fromString(text));
  }

  static URI presigned(LocalCloud cloud, String key) {
    return URI.create(
        cloud
            .s3Presigner()
            .presignGetObject(
                call ->
                    call.signatureDuration(Duration.ofMinutes(1))
                        .getObjectRequest(get -> get.bucket(cloud.bucketName("Pictures")).key(key)))
            .url()
            .toString());
  }

  static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
  }
}
