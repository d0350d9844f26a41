package dev.shutterhook.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import dev.shutterhook.core.hash.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An identifier: a kind and 128 bits (48 of milliseconds, 80 of randomness), written as {@code
 * cap_} and 26 letters of Crockford's base32. Its text sorts by time.
 *
 * @param kind what it names
 * @param ulid the 128 bits
 */
public record Id(Kind kind, Ulid ulid) {
  /** 48 bits of milliseconds reach into the year 10889. */
  private static final long MAX_MILLIS = (1L << 48) - 1;

  /** What an id names; the prefix is part of its text. */
  public enum Kind {
    BATCH("bat_"),
    CAPTURE("cap_"),
    DELIVERY("dlv_"),
    MESSAGE("msg_"),
    MONITOR("mon_"),
    REQUEST("req_"),
    RUN("run_"),
    SAMPLE("smp_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** What the text of each such id begins with. */
    public String prefix() {
      return prefix;
    }

    /** The characters of each such id. */
    public int length() {
      return prefix.length() + Ulid.ULID_CHARS;
    }
  }

  /** Reads an id of one kind; empty where the text is not one in its canonical spelling. */
  public static Optional<Id> parse(Kind kind, String text) {
    if (!text.startsWith(kind.prefix)) {
      return Optional.empty();
    }
    String letters = text.substring(kind.prefix.length());
    if (!Ulid.isValid(letters)) {
      return Optional.empty();
    }
    Id id = new Id(kind, Ulid.from(letters));
    return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
  }

  /**
   * Reads an id of any kind.
   *
   * @throws IllegalArgumentException where the text is none
   */
  @JsonCreator
  public static Id of(String text) {
    for (Kind kind : Kind.values()) {
      Optional<Id> id = parse(kind, text);
      if (id.isPresent()) {
        return id.get();
      }
    }
    throw new IllegalArgumentException("not an id");
  }

  /** What sorts before every id of that kind that was made then or later. */
  public static Id first(Kind kind, Instant at) {
    return new Id(kind, Ulid.min(Math.clamp(at.toEpochMilli(), 0, MAX_MILLIS)));
  }

  /**
   * An id that follows from this one: the same time, and bits that nobody guesses who does not know
   * this one's.
   *
   * @param number tells apart what follows from one id
   */
  public Id child(Kind kind, int number) {
    String digits = Sha256.hex(this + "#" + kind.prefix + number);
    long most = (ulid.getMostSignificantBits() & ~0xFFFFL) | HexFormat.fromHexDigits(digits, 0, 4);
    return new Id(kind, new Ulid(most, HexFormat.fromHexDigitsToLong(digits, 4, 20)));
  }

  /**
   * An id that follows from this one and a moment: whoever makes it again gets the same.
   *
   * @param at to the millisecond; the new id sorts by it
   */
  public Id at(Kind kind, Instant at) {
    long millis = Math.clamp(at.toEpochMilli(), 0, MAX_MILLIS);
    String digits = Sha256.hex(this + "#" + kind.prefix + millis);
    long most = millis << 16 | HexFormat.fromHexDigits(digits, 0, 4);
    return new Id(kind, new Ulid(most, HexFormat.fromHexDigitsToLong(digits, 4, 20)));
  }

  @Override
  @JsonValue
  public String toString() {
    return kind.prefix + ulid;
  }
}
