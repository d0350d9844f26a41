package dev.shutterhook.benchmark;

import dev.shutterhook.render.browser.Browser;
import dev.shutterhook.render.browser.BrowserLauncher;
import dev.shutterhook.render.page.Shot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What our way from nothing to the first picture is made of, one part after the other. Where the
 * property {@code shutterhook.parts} names a file, it is written there; until then the file tells
 * when the program was started. Safe for threads.
 */
final class Parts {
  /** In the order of time. The page is opened while the browser still starts some of its own. */
  static final List<String> NAMES =
      List.of("JVM", "classes", "browser", "page opened", "loaded", "settled", "picture");

  private final long main = System.nanoTime();
  private final @Nullable String file = System.getProperty("shutterhook.parts");
  private final AtomicBoolean told = new AtomicBoolean();
  private final Duration jvm;
  private volatile long launched;
  private volatile long answered;

  private Parts(Duration jvm) {
    this.jvm = jvm;
  }

  /** Called first of all in {@code main}. */
  static Parts begin() throws IOException {
    Instant now = Instant.now();
    String file = System.getProperty("shutterhook.parts");
    return new Parts(
        file == null
            ? Duration.ZERO
            : Duration.between(Instant.parse(Files.readString(Path.of(file))), now));
  }

  /** Called right before the program is started. */
  static void start(Path file) throws IOException {
    Files.writeString(file, Instant.now().toString());
  }

  /** The same launcher, with its first start looked at. */
  <B extends Browser> BrowserLauncher<B> timed(BrowserLauncher<B> launcher) {
    return () -> {
      launched = System.nanoTime();
      B browser = launcher.start();
      answered = System.nanoTime();
      return browser;
    };
  }

  /**
   * Told of a picture; the first one is written down.
   *
   * @param began when it was asked for, by the monotonic clock
   */
  void taken(long began, Shot.Taken taken) {
    long end = System.nanoTime();
    if (file == null || !told.compareAndSet(false, true)) {
      return;
    }
    long shown = end - taken.shot().toNanos() - taken.settle().toNanos() - taken.load().toNanos();
    long open = shown - Math.max(began, answered);
    long[] nanos = {
      jvm.toNanos(),
      launched - main,
      answered - launched,
      open,
      taken.load().toNanos(),
      taken.settle().toNanos(),
      taken.shot().toNanos()
    };
    try {
      Files.writeString(
          Path.of(file),
          Arrays.stream(nanos).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What such a file says, in nanoseconds, in the order of {@link #NAMES}. */
  static List<Long> read(Path file) throws IOException {
    return Arrays.stream(Files.readString(file).split(" ", -1)).map(Long::valueOf).toList();
  }

  /** The median of each part, as one line. */
  static String medians(List<List<Long>> starts) {
    StringBuilder line = new StringBuilder("its parts, p50 in ms:");
    for (int i = 0; i < NAMES.size(); i++) {
      int part = i;
      long[] all = starts.stream().mapToLong(start -> start.get(part)).toArray();
      double millis = new Percentiles("", all).millis(0.5);
      line.append(String.format(Locale.ROOT, " %s %.0f,", NAMES.get(i), millis));
    }
    return line.substring(0, line.length() - 1) + System.lineSeparator();
  }
}
