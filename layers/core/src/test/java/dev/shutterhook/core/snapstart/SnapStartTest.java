package dev.shutterhook.core.snapstart;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.random.FreshRandom;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class SnapStartTest {
  private static final Context<Resource> LAMBDA = Core.getGlobalContext();

  private final LogLines lines = new LogLines(TestClock.atNow());

  private SnapStart of(Rehearsal rehearsal) {
    return new SnapStart(rehearsal, new FreshRandom(SecureRandom::new), lines.log());
  }

  @Test
  void aRehearsalFindsItsOwnRowsAndReachesNobody() {
    of((aws, silent) -> {
          CaptureStore captures = new CaptureStore(aws.dynamoDb(), "captures");
          Capture capture = aCapture().queued();
          captures.create(List.of(capture), Instant.now().plus(Duration.ofDays(1)));
          assertEquals(capture, captures.find(capture.id()).orElseThrow());
          assertTrue(captures.find(aCapture().queued().id()).isEmpty());
          assertEquals(0, captures.inFlight("acme", 1));
          new WorkQueue(aws.sqs(), "https://sqs.invalid/1/q").send(capture.id(), "acme");
          silent.problem("never.seen").write();
        })
        .beforeCheckpoint(LAMBDA);
    assertEquals(1, lines.of("snapshot.rehearsed").size(), lines::toString);
    assertTrue(lines.of("never.seen").isEmpty());
  }

  @Test
  void aRehearsalThatFailsKeepsNoVersionFromBeingMade() {
    of((aws, silent) -> {
          throw new IllegalStateException("it went wrong");
        })
        .beforeCheckpoint(LAMBDA);
    assertEquals(
        IllegalStateException.class.getName(),
        lines.of("snapshot.unrehearsed").getFirst().path("exception").asText());
  }

  @Test
  void drawsFromAnotherSourceOnceItIsRestored() {
    Frozen frozen = new Frozen();
    FreshRandom random = new FreshRandom(frozen::next);
    long before = random.nextLong();
    assertEquals(before, random.nextLong(), "the source of this test repeats itself");
    new SnapStart((aws, silent) -> {}, random, lines.log()).afterRestore(LAMBDA);
    assertNotEquals(before, random.nextLong());
    assertEquals(1, lines.of("snapshot.restored").size());
  }

  /** Gives sources that know one number each. */
  private static final class Frozen {
    private long number;

    SecureRandom next() {
      long own = ++number;
      return new SecureRandom() {
        @Override
        public long nextLong() {
          return own;
        }
      };
    }
  }
}
