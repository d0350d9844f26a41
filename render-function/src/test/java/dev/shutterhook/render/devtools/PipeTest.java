package dev.shutterhook.render.devtools;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real: pipes of the operating system. Double: the browser behind them. */
class PipeTest {
  private final List<byte[]> messages = new CopyOnWriteArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private FakeBrowser browser;
  private Pipe pipe;

  @BeforeEach
  void open() throws IOException {
    browser = new FakeBrowser();
    pipe =
        new Pipe(
            browser.output(),
            browser.input(),
            new Pipe.Receiver() {
              @Override
              public void message(byte[] buffer, int from, int to) {
                messages.add(Arrays.copyOfRange(buffer, from, to));
              }

              @Override
              public void closed(String why) {
                ends.add(why);
              }
            });
    pipe.start();
  }

  @AfterEach
  void close() throws IOException {
    pipe.close();
    browser.close();
  }

  private List<String> texts() {
    return messages.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void putsASplitMessageTogether() throws IOException {
    browser.say("fi");
    browser.say("rst|sec");
    await().until(() -> texts().equals(List.of("first")));
    browser.say("ond|");
    await().until(() -> texts().equals(List.of("first", "second")));
  }

  @Test
  void partsMessagesThatComeAtOnceAndKeepsAnEmptyOne() throws IOException {
    browser.say("a|b||c|");
    await().until(() -> texts().equals(List.of("a", "b", "", "c")));
  }

  @Test
  void carriesAPictureOfManyMegabytesAndWhatComesAfterIt() throws IOException {
    byte[] huge = new byte[40_000_000];
    for (int i = 0; i < huge.length; i++) {
      huge[i] = (byte) ('a' + i % 23);
    }
    browser.say(huge);
    browser.say("|after|");
    await().until(() -> messages.size() == 2);
    assertArrayEquals(huge, messages.getFirst());
    assertEquals("after", texts().getLast());
  }

  @Test
  void endsEveryMessageThatItSends() throws IOException {
    assertTrue(pipe.send("one".getBytes(StandardCharsets.UTF_8)));
    assertTrue(pipe.send("two".getBytes(StandardCharsets.UTF_8)));
    assertEquals("one", browser.hear());
    assertEquals("two", browser.hear());
  }

  @Test
  void tellsOnceThatTheBrowserIsGoneAndDropsHalfAMessage() throws IOException {
    browser.say("whole|ha");
    browser.fallSilent();
    await().until(() -> !ends.isEmpty());
    pipe.close();
    assertEquals(List.of("it closed the pipe"), ends);
    assertEquals(List.of("whole"), texts());
    assertFalse(pipe.send(new byte[1]));
  }

  @Test
  void neverBlocksOnABrowserThatHasStoppedReading() {
    byte[] message = new byte[64 << 10];
    int taken = 0;
    while (taken <= 2 * Pipe.MAX_UNSENT && pipe.send(message)) {
      taken++;
    }
    assertTrue(taken <= Pipe.MAX_UNSENT + 4, "one is being written, the system keeps a few");
  }
}
