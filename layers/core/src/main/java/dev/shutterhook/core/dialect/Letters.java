package dev.shutterhook.core.dialect;

import com.github.f4b6a3.ulid.Ulid;
import dev.shutterhook.core.id.Id;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The spellings of a capture's 128 bits. */
final class Letters {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Letters() {}

  /** Behind another prefix than ours. */
  static String prefixed(String prefix, Id capture) {
    return prefix + capture.ulid();
  }

  static Optional<Id> prefixed(String prefix, String text) {
    return text.startsWith(prefix) ? ulid(text.substring(prefix.length())) : Optional.empty();
  }

  /** In lower case, without a prefix. */
  static String plain(Id capture) {
    return capture.ulid().toLowerCase();
  }

  static Optional<Id> plain(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT))
        ? ulid(text.toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** As RFC 9562 writes 128 bits; they name no version. */
  static String uuid(Id capture) {
    return capture.ulid().toUuid().toString();
  }

  static Optional<Id> uuid(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(new Id(Id.Kind.CAPTURE, Ulid.from(UUID.fromString(text))))
        : Optional.empty();
  }

  private static Optional<Id> ulid(String letters) {
    return Ulid.isValid(letters)
        ? Optional.of(new Id(Id.Kind.CAPTURE, Ulid.from(letters)))
            .filter(id -> id.ulid().toString().equals(letters))
        : Optional.empty();
  }
}
