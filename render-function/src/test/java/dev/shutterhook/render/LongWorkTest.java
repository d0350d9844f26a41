package dev.shutterhook.render;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.render.RenderOrder;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LongWorkTest {
  private final Ids ids = Ids.secure();
  private final Queue<List<RenderOrder>> reported = new ConcurrentLinkedQueue<>();

  private RenderOrder order() {
    return new RenderOrder(
        RenderOrder.SCHEMA,
        ids.next(Id.Kind.CAPTURE),
        ids.token(),
        Instant.now(),
        Captures.of("https://example.com/").options(),
        null,
        null);
  }

  @Test
  void saysNothingOfWorkThatEndsSoon() {
    LongWork work = new LongWork(List.of(order()), reported::add);
    work.close();
    assertEquals(List.of(), List.copyOf(reported));
  }

  @Test
  void saysOnceThatWorkHasBegunWhichGoesOn() {
    RenderOrder done = order();
    RenderOrder open = order();
    try (LongWork work = new LongWork(List.of(done, open), reported::add)) {
      work.ended(done);
      await().until(() -> !reported.isEmpty());
    }
    assertEquals(List.of(List.of(open)), List.copyOf(reported));
  }

  @Test
  void saysNothingWhereEachOrderHasEndedBeforeTheBatch() {
    RenderOrder only = order();
    Queue<String> said = new ConcurrentLinkedQueue<>();
    try (LongWork work = new LongWork(List.of(only), open -> said.add("the ended one"));
        var _ = new LongWork(List.of(order()), open -> said.add("the other"))) {
      work.ended(only);
      await().until(() -> said.contains("the other"));
    }
    assertEquals(List.of("the other"), List.copyOf(said));
  }
}
