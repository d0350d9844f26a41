package dev.shutterhook.localrunner.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output, passed on and kept: where the suite writes its log. */
final class Overheard extends OutputStream {
  private final PrintStream out;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  private Overheard(PrintStream out) {
    this.out = out;
  }

  /** Listens from now on; whoever took the stream before is not heard. */
  static Overheard begin() {
    Overheard overheard = new Overheard(System.out);
    System.setOut(new PrintStream(overheard, true, StandardCharsets.UTF_8));
    return overheard;
  }

  @Override
  public synchronized void write(int b) {
    out.write(b);
    kept.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    kept.write(bytes, from, length);
  }

  synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
