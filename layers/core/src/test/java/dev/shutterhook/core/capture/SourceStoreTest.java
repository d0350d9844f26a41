package dev.shutterhook.core.capture;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: S3Proxy with the bucket of template.yaml. */
@ExtendWith(CloudExtension.class)
class SourceStoreTest {
  private final SourceStore sources;

  SourceStoreTest(LocalCloud cloud) {
    sources = new SourceStore(cloud.s3(), cloud.bucketName("ArtifactsBucket"));
  }

  @Test
  void fetchesTheDocumentThatItKept() {
    Source.Document document = new Source.Document("<h1>ä\uD83D\uDE00</h1>".repeat(10_000));
    Source kept = sources.keep(aCapture().queued().id(), document);
    assertInstanceOf(Source.StoredDocument.class, kept);
    assertEquals(Optional.of(document), sources.fetch(kept));
  }

  @Test
  void leavesAPageOnTheWebWhereItIs() {
    Source page = new Source.Page(WebUrl.parse("https://example.com/"));
    assertSame(page, sources.keep(aCapture().queued().id(), page));
    assertSame(page, sources.fetch(page).orElseThrow());
  }

  @Test
  void saysThatADocumentIsGone() {
    Source gone = new Source.StoredDocument("sources/cap_gone.html");
    assertEquals(Optional.empty(), sources.fetch(gone));
  }
}
