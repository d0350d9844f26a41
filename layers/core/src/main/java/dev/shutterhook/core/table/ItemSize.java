package dev.shutterhook.core.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item weighs, by the rules that DynamoDB's guide states ("DynamoDB item sizes and
 * formats"): names and texts as UTF-8, numbers about a byte for two digits and one more.
 */
public final class ItemSize {
  /** A write unit is for so much. */
  public static final int WRITE_UNIT_BYTES = 1_024;

  /** A read unit is for so much, read consistently. */
  public static final int READ_UNIT_BYTES = 4_096;

  private ItemSize() {}

  /** In bytes. */
  public static int of(Item item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
      bytes += attribute.getKey().getBytes(UTF_8).length + of(attribute.getValue());
    }
    return bytes;
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(UTF_8).length;
      case N -> 1 + Math.ceilDiv(value.n().length(), 2);
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(text -> text.getBytes(UTF_8).length).sum();
      case BOOL, NUL -> 1;
      default -> throw new IllegalArgumentException("no item of ours has a " + value.type());
    };
  }
}
