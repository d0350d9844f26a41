package dev.shutterhook.render.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Drains a program's error stream and keeps its end, for the message when it does not start. A
 * browser that runs has nothing to say: it repeats its pages' consoles, at 130 MB a second where a
 * page wants that, and stands still when nobody reads.
 */
final class LastWords {
  static final int MAX_BYTES = 2_048;

  private final InputStream errors;
  private byte[] kept = new byte[0];

  private LastWords(InputStream errors) {
    this.errors = errors;
  }

  static LastWords of(InputStream errors) {
    LastWords words = new LastWords(errors);
    // Not a virtual thread: reading a process's stream holds its carrier, and there are few.
    Thread.ofPlatform().daemon().name("chromium-errors").start(words::drain);
    return words;
  }

  /** Hears no more: from now on each word fails at the speaker, at once. */
  void ignore() {
    try {
      errors.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  synchronized String text() {
    return new String(kept, StandardCharsets.UTF_8).strip();
  }

  private void drain() {
    byte[] chunk = new byte[MAX_BYTES];
    try (errors) {
      for (int read = errors.read(chunk); read >= 0; read = errors.read(chunk)) {
        keep(chunk, read);
      }
    } catch (IOException e) {
      // The program is gone; what it said is kept.
    }
  }

  private synchronized void keep(byte[] chunk, int read) {
    byte[] all = Arrays.copyOf(kept, kept.length + read);
    System.arraycopy(chunk, 0, all, kept.length, read);
    kept = Arrays.copyOfRange(all, Math.max(0, all.length - MAX_BYTES), all.length);
  }
}
