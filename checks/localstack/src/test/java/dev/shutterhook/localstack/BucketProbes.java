package dev.shutterhook.localstack;

import dev.shutterhook.localcloud.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What the suite asks of its bucket. */
final class BucketProbes {
  private static final String BODY = "a picture";

  static final List<Probe> ALL =
      List.of(
          new Probe("an object that is not there", BucketProbes::absent),
          new Probe("deleting an object that is not there", BucketProbes::absentDeleted),
          new Probe("`If-None-Match: *` on an object that is there", BucketProbes::twice),
          new Probe("an upload with the MD5 of other bytes", BucketProbes::badDigest),
          new Probe("a presigned URL", cloud -> fetched(presigned(cloud, Duration.ofMinutes(1)))),
          new Probe("the same, one letter of the signature changed", BucketProbes::tampered),
          new Probe("the same for another key", BucketProbes::otherKey),
          new Probe("the same, a second after its end", BucketProbes::late),
          new Probe("a presigned URL and a `Range`", BucketProbes::range),
          new Probe("no signature at all", BucketProbes::unsigned),
          new Probe("content type and cache control are kept", BucketProbes::headers),
          new Probe("a key with letters beyond ASCII", BucketProbes::letters),
          new Probe("a bucket that is not there", BucketProbes::noBucket));

  private BucketProbes() {}

  private static String bucket(LocalCloud cloud) {
    return cloud.bucketName("ArtifactsBucket");
  }

  private static String put(LocalCloud cloud, String key) {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket(cloud))
            .key(key)
            .contentType("image/png")
            .cacheControl("private, max-age=60")
            .build();
    cloud.s3().putObject(request, RequestBody.fromString(BODY));
    return key;
  }

  private static String fresh(LocalCloud cloud) {
    return put(cloud, "probes/" + UUID.randomUUID());
  }

  private static String presigned(LocalCloud cloud, Duration lifetime) {
    String key = fresh(cloud);
    return cloud
        .s3Presigner()
        .presignGetObject(
            call ->
                call.signatureDuration(lifetime)
                    .getObjectRequest(get -> get.bucket(bucket(cloud)).key(key)))
        .url()
        .toString();
  }

  private static String fetched(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      String body = response.body();
      int code = body.indexOf("<Code>");
      String word =
          code < 0
              ? body.length() + " bytes"
              : body.substring(code + "<Code>".length(), body.indexOf("</Code>"));
      return response.statusCode() + " " + word;
    } catch (IOException e) {
      return "no answer";
    }
  }

  private static String absent(LocalCloud cloud) {
    return cloud
        .s3()
        .getObjectAsBytes(call -> call.bucket(bucket(cloud)).key("none"))
        .asUtf8String();
  }

  private static String absentDeleted(LocalCloud cloud) {
    return String.valueOf(
        cloud
            .s3()
            .deleteObject(call -> call.bucket(bucket(cloud)).key("none"))
            .sdkHttpResponse()
            .statusCode());
  }

  private static String twice(LocalCloud cloud) {
    String key = fresh(cloud);
    cloud
        .s3()
        .putObject(
            call -> call.bucket(bucket(cloud)).key(key).ifNoneMatch("*"),
            RequestBody.fromString(BODY));
    return "taken";
  }

  private static String badDigest(LocalCloud cloud) {
    cloud
        .s3()
        .putObject(
            call ->
                call.bucket(bucket(cloud))
                    .key("probes/digest")
                    .contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
            RequestBody.fromString(BODY));
    return "taken";
  }

  private static String tampered(LocalCloud cloud) throws Exception {
    String url = presigned(cloud, Duration.ofMinutes(1));
    int at = url.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length();
    char other = url.charAt(at) == '0' ? '1' : '0';
    return fetched(url.substring(0, at) + other + url.substring(at + 1));
  }

  private static String otherKey(LocalCloud cloud) throws Exception {
    String other = fresh(cloud);
    return fetched(
        presigned(cloud, Duration.ofMinutes(1)).replaceFirst("probes/[0-9a-f-]+", other));
  }

  private static String late(LocalCloud cloud) throws Exception {
    String url = presigned(cloud, Duration.ofSeconds(1));
    Awaitility.await().pollDelay(Duration.ofMillis(2_200)).until(() -> true);
    return fetched(url);
  }

  private static String range(LocalCloud cloud) throws Exception {
    return fetched(presigned(cloud, Duration.ofMinutes(1)), "Range", "bytes=2-4");
  }

  private static String unsigned(LocalCloud cloud) throws Exception {
    String url = presigned(cloud, Duration.ofMinutes(1));
    return fetched(url.substring(0, url.indexOf('?')));
  }

  private static String headers(LocalCloud cloud) {
    String key = fresh(cloud);
    GetObjectResponse kept =
        cloud.s3().getObjectAsBytes(call -> call.bucket(bucket(cloud)).key(key)).response();
    return kept.contentType() + "; " + kept.cacheControl();
  }

  private static String letters(LocalCloud cloud) {
    String key = put(cloud, "probes/日本 ü+&.png");
    byte[] bytes =
        cloud.s3().getObjectAsBytes(call -> call.bucket(bucket(cloud)).key(key)).asByteArray();
    return new String(bytes, StandardCharsets.UTF_8).equals(BODY) ? "kept" : "changed";
  }

  private static String noBucket(LocalCloud cloud) {
    cloud.s3().listObjectsV2(call -> call.bucket("no-such-bucket-of-ours"));
    return "taken";
  }
}
