package dev.shutterhook.monitor.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pair of high pages in a JVM with the heap and the collector that Lambda gives 512 MB. */
class MemoryTest {
  private static final String HEAP = "-Xmx400m";
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  /** As many as are compared: 20,480. */
  private static final int ROWS = Pictures.MAX_PIXELS / 1280;

  private static final long MAX_SECONDS = 60;

  @Test
  void comparesAPairOfTwentyThousandRowsWithinAFunctionOf512Megabytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    Enough.write(folder.resolve("before.png"), 1280, ROWS, 8_920);
    Enough.write(folder.resolve("after.png"), 1280, ROWS, 9_060);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                COLLECTOR,
                "-cp",
                System.getProperty("java.class.path"),
                Enough.class.getName(),
                "before.png",
                "after.png",
                "diff.png")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      assertTrue(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS), "it still runs");
    } finally {
      process.destroyForcibly();
    }
    assertEquals("20000 0\n", Files.readString(folder.resolve("output")));
  }
}
