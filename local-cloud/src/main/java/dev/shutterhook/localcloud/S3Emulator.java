package dev.shutterhook.localcloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy over memory or a folder; it checks signatures, presigned ones too. */
final class S3Emulator implements Emulator {
  private static final int MAX_THREADS = 128;

  /** An upload is held in memory while its signature is checked. */
  private static final long MAX_UPLOAD_BYTES = 256L << 20;

  /** No grace: it would wait for the idle connections that the JDK's HTTP client keeps. */
  private static final long STOP_MILLIS = 0;

  private final S3Proxy proxy;
  private final URI endpoint;

  private S3Emulator(S3Proxy proxy) {
    this.proxy = proxy;
    this.endpoint = Emulator.onPort(proxy.getPort());
  }

  static S3Emulator start(Storage storage) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store(storage))
            .endpoint(Emulator.onPort(0))
            .awsAuthentication(
                AuthenticationType.AWS_V4,
                LocalAccess.CREDENTIALS.accessKeyId(),
                LocalAccess.CREDENTIALS.secretAccessKey())
            .jettyMaxThreads(MAX_THREADS)
            .v4MaxNonChunkedRequestSize(MAX_UPLOAD_BYTES)
            .stopTimeout(STOP_MILLIS)
            // A newer SDK may send headers that the emulator has not heard of.
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    return new S3Emulator(proxy);
  }

  private static BlobStore store(Storage storage) throws IOException {
    return switch (storage) {
      case Storage.InMemory() -> new TransientNio2BlobStore();
      case Storage.OnDisk(Path folder) ->
          new FilesystemNio2BlobStore(Files.createDirectories(folder.resolve("s3")).toString());
    };
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new LocalCloudException("S3Proxy did not stop", e);
    }
  }
}
