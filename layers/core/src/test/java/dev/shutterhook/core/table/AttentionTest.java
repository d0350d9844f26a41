package dev.shutterhook.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttentionTest {

  @Test
  void spreadsIdsEvenlyOverItsShards() {
    Ids ids = Ids.secure();
    Map<String, Long> perShard =
        Stream.generate(() -> Attention.shardOf(ids.next(Id.Kind.CAPTURE)))
            .limit(4_000)
            .collect(Collectors.groupingBy(shard -> shard, TreeMap::new, Collectors.counting()));
    assertEquals(Attention.SHARDS, perShard.size());
    assertTrue(perShard.values().stream().allMatch(count -> count > 700), perShard.toString());
  }

  @Test
  void leavesOutWhatAnItemLacks() {
    Item item = Item.empty().put("text", null).putJson("json", null).put("number", 7);
    assertEquals(Map.of("number", 7L), Map.of("number", item.number("number")));
    assertEquals(1, item.attributes().size());
    assertEquals(0, item.number("text"));
    assertNull(item.instant("text"));
    assertNull(item.json("json", Duration.class));
    assertThrows(IllegalStateException.class, () -> item.text("text"));
  }

  @Test
  void readsBackWhatAnItemWasGiven() {
    Instant at = Instant.parse("2026-11-01T12:00:00Z");
    Item item =
        Item.of(Item.empty().put("at", at).putJson("wait", Duration.ofSeconds(2)).attributes());
    assertEquals(at, item.instant("at"));
    assertEquals(Duration.ofSeconds(2), item.json("wait", Duration.class));
  }
}
