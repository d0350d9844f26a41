package dev.shutterhook.core.table;

import dev.shutterhook.core.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A DynamoDB item: attributes by name, values by type. Nulls are left out. Not for threads. */
public final class Item {
  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /** An item without attributes. */
  public static Item empty() {
    return new Item(new HashMap<>());
  }

  /** A copy of what a table gave. */
  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(new HashMap<>(attributes));
  }

  /**
   * The same, where the caller can read it: attributes that a newer version has added are passed
   * over, and an item that an older reader would misread has a higher {@code schema}.
   *
   * @param newest the newest schema that the caller understands
   * @throws IllegalStateException where the item is newer; the work waits for code that is as new
   */
  public Item upTo(int newest) {
    long schema = number("schema");
    if (schema > newest) {
      throw new IllegalStateException(
          "an item of schema " + schema + "; known are those up to " + newest);
    }
    return this;
  }

  /** Puts a number as a number, also a boxed one, and anything else as its text. */
  public Item put(String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Number number -> attributes.put(name, AttributeValue.fromN(number.toString()));
      default -> attributes.put(name, AttributeValue.fromS(value.toString()));
    }
    return this;
  }

  /** Puts a number. */
  public Item put(String name, long number) {
    attributes.put(name, AttributeValue.fromN(Long.toString(number)));
    return this;
  }

  /** Puts texts as a set; DynamoDB has no empty one. */
  public Item putTexts(String name, Collection<?> texts) {
    if (!texts.isEmpty()) {
      attributes.put(
          name, AttributeValue.fromSs(texts.stream().map(Object::toString).sorted().toList()));
    }
    return this;
  }

  /** Puts bytes. */
  public Item putBytes(String name, byte[] bytes) {
    attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
    return this;
  }

  /** Puts an item into this one, as a map. */
  public Item putItem(String name, Item inner) {
    attributes.put(name, AttributeValue.fromM(inner.attributes()));
    return this;
  }

  /** An item in this one, where there is one. */
  public Optional<Item> within(String name) {
    return Optional.ofNullable(attributes.get(name)).map(value -> Item.of(value.m()));
  }

  /** A value as a JSON text: what is only ever read whole. */
  public Item putJson(String name, @Nullable Object value) {
    return value == null ? this : put(name, Json.write(value));
  }

  /** A text, where there is one. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  /**
   * A text that must be there.
   *
   * @throws IllegalStateException where the item lacks it
   */
  public String text(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("item without " + name));
  }

  /** Bytes, where there are some. */
  public Optional<byte[]> bytes(String name) {
    return Optional.ofNullable(attributes.get(name))
        .map(AttributeValue::b)
        .map(SdkBytes::asByteArray);
  }

  /** A set of texts, in no order; empty where there is none. */
  public Set<String> texts(String name) {
    AttributeValue value = attributes.get(name);
    return value == null || !value.hasSs() ? Set.of() : Set.copyOf(value.ss());
  }

  /** A number, or 0 where there is none. */
  public long number(String name) {
    return findNumber(name).orElse(0L);
  }

  /** A number, where there is one. */
  public Optional<Long> findNumber(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).map(Long::valueOf);
  }

  /**
   * An instant; null where there is none.
   *
   * @throws java.time.format.DateTimeParseException where it is not one
   */
  public @Nullable Instant instant(String name) {
    return find(name).map(Instant::parse).orElse(null);
  }

  /**
   * What {@link #putJson} has put; null where there is none.
   *
   * @throws dev.shutterhook.core.json.MalformedJsonException where it is not of that type
   */
  public <T> @Nullable T json(String name, Class<T> type) {
    return find(name).map(text -> Json.read(text, type)).orElse(null);
  }

  /** A copy, for the SDK. */
  public Map<String, AttributeValue> attributes() {
    return Map.copyOf(attributes);
  }
}
