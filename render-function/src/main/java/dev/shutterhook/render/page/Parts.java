package dev.shutterhook.render.page;

import dev.shutterhook.render.picture.PngStitcher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A PNG taken part by part: while the browser makes one, the one before is joined to the rest. */
final class Parts {
  private Parts() {}

  static byte[] joined(List<Region> parts, Function<Region, byte[]> shot) {
    int height = parts.stream().mapToInt(Region::pixelHeight).sum();
    try (PngStitcher stitcher = new PngStitcher(height);
        ExecutorService aside = Executors.newSingleThreadExecutor()) {
      // One part waits at most, for parts are tens of megabytes.
      CompletableFuture<?> last = CompletableFuture.completedFuture(null);
      for (Region part : parts) {
        byte[] png = shot.apply(part);
        last.join();
        last = CompletableFuture.runAsync(() -> stitcher.add(png), aside);
      }
      last.join();
      return stitcher.finish();
    }
  }
}
