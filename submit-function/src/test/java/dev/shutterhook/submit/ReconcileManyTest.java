package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * More records than a page of a sweep has. Real: the handler, and a cloud of template.yaml that
 * nobody else has to go through.
 */
@CloudExtension.Own
@ExtendWith(CloudExtension.class)
class ReconcileManyTest {
  private static final Duration LOST = CaptureStore.OUTBOX_MAX_AGE.plusMillis(1);

  /** How many there are is what is tested, not how long a busy machine takes for them. */
  private static final Duration PLENTY = Duration.ofMinutes(10);

  private final Reconciling reconciling;

  ReconcileManyTest(LocalCloud cloud) {
    reconciling = new Reconciling(cloud);
  }

  private List<Id> created(int captures) {
    return IntStream.range(0, captures)
        .mapToObj(i -> reconciling.created(aCapture()).id())
        .toList();
  }

  @Test
  void findsWhatIsLostAmongManyThatWait() {
    CaptureStore captures = reconciling.captures;
    List<Id> waiting = created(150);
    captures.ordered(waiting, reconciling.clock.instant(), null);
    reconciling.clock.forward(Duration.ofMillis(1));
    Capture lost = reconciling.created(aCapture());
    reconciling.clock.forward(LOST);
    reconciling.run(Map.of(), PLENTY);
    assertEquals(1, captures.orders(lost.id()));
    assertTrue(waiting.stream().allMatch(id -> captures.orders(id) == 1), "none is sent twice");
    List<Id> left = captures.overdue(reconciling.clock.instant(), 1_000);
    assertTrue(waiting.stream().noneMatch(left::contains));
  }

  @Test
  void goesThroughMoreThanOnePage() {
    List<Id> lost = created(120);
    reconciling.clock.forward(LOST);
    reconciling.run(Map.of(), PLENTY);
    assertTrue(lost.stream().allMatch(id -> reconciling.captures.orders(id) == 1));
  }
}
