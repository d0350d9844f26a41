package dev.shutterhook.render.devtools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe.SinkChannel;
import java.nio.channels.Pipe.SourceChannel;
import java.nio.charset.StandardCharsets;

/** The browser's end of two pipes of the operating system, on which a test says what it says. */
final class FakeBrowser implements AutoCloseable {
  private final java.nio.channels.Pipe commands = java.nio.channels.Pipe.open();
  private final java.nio.channels.Pipe answers = java.nio.channels.Pipe.open();
  private final InputStream heard = Channels.newInputStream(commands.source());
  private final OutputStream spoken = Channels.newOutputStream(answers.sink());

  FakeBrowser() throws IOException {}

  /** What the browser writes, to be read by us. */
  InputStream output() {
    SourceChannel source = answers.source();
    return Channels.newInputStream(source);
  }

  /** What the browser reads, to be written by us. */
  OutputStream input() {
    SinkChannel sink = commands.sink();
    return Channels.newOutputStream(sink);
  }

  void say(byte[] bytes) throws IOException {
    spoken.write(bytes);
    spoken.flush();
  }

  /** Says a text in which a bar stands for the end of a message. */
  void say(String text) throws IOException {
    say(text.replace('|', '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** The next message that was sent to it. */
  String hear() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int b = heard.read(); b > 0; b = heard.read()) {
      message.write(b);
    }
    return message.toString(StandardCharsets.UTF_8);
  }

  /** Says no more. */
  void fallSilent() throws IOException {
    answers.sink().close();
  }

  @Override
  public void close() throws IOException {
    answers.sink().close();
    answers.source().close();
    commands.source().close();
    commands.sink().close();
  }
}
