package dev.shutterhook.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ItemTest {
  @Test
  void isReadWhereItIsAsOldAsTheCodeOrOlder() {
    assertEquals("a", Item.empty().put("schema", 2).put("text", "a").upTo(2).text("text"));
    assertEquals("a", Item.empty().put("schema", 1).put("text", "a").upTo(2).text("text"));
    assertEquals("a", Item.empty().put("text", "a").upTo(1).text("text"));
  }

  @Test
  void isNotMisreadWhereItIsNewer() {
    Item newer = Item.empty().put("schema", 3).put("text", "a");
    assertThrows(IllegalStateException.class, () -> newer.upTo(2));
  }
}
