package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.account.StoredKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, shows, bounds and revokes API keys, here or in a deployed stack. */
@Command(name = "key", description = "Makes, shows, bounds and revokes API keys.")
public final class KeyCommand {
  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern LABEL = Pattern.compile("[\\x20-\\x7e]{1,64}");
  private static final String ROW = "%-16s  %-16s  %-16s  %8s  %10s  %10s  %-20s  %s%n";
  private static final String AS_THE_STACK = "default";

  @Command(description = "Makes a key and prints it: it is shown this once.")
  int create(
      @Mixin KeyDesk desk,
      @Option(names = "--account", defaultValue = Authenticator.BOOTSTRAP_ACCOUNT) String account,
      @Option(names = "--name", description = "What you call it.") @Nullable String label,
      @Option(names = "--rate", description = "Requests per second.") @Nullable Integer rate,
      @Option(names = "--quota", description = "Captures per month; 0 for no bound.")
          @Nullable Long quota) {
    check(ACCOUNT, account, "an account has small letters, digits, - and _, 64 at most");
    if (label != null) {
      check(LABEL, label, "a name has 1 to 64 printable ASCII characters");
    }
    KeyLimits limits = new KeyLimits(rate, quota);
    ApiKey key = ApiKey.random(new SecureRandom());
    return desk.open(
        (keys, used) -> {
          keys.create(key, account, Optional.ofNullable(label), limits, Instant.now());
          System.err.println("key " + key.publicId() + " of account " + account + ":");
          System.out.println(key.text());
          return 0;
        });
  }

  @Command(description = "Shows all keys with their limits and this month's captures.")
  int list(@Mixin KeyDesk desk) {
    return desk.open(
        (keys, used) -> {
          Instant now = Instant.now();
          System.out.printf(
              ROW, "ID", "ACCOUNT", "NAME", "RATE", "QUOTA", "THIS MONTH", "CREATED", "REVOKED");
          for (StoredKey key : keys.list()) {
            System.out.printf(
                ROW,
                key.publicId(),
                key.account(),
                key.label().orElse(""),
                Objects.requireNonNullElse(key.limits().requestsPerSecond(), AS_THE_STACK),
                Objects.requireNonNullElse(key.limits().capturesPerMonth(), AS_THE_STACK),
                used.used(key.publicId(), now),
                seconds(key.createdAt()),
                seconds(key.revokedAt()));
          }
          return 0;
        });
  }

  @Command(description = "Takes a key out of use, from its next request on.")
  int revoke(@Mixin KeyDesk desk, @Parameters(paramLabel = "ID") String id) {
    return desk.open((keys, used) -> found(keys.revoke(publicId(id), Instant.now()), id));
  }

  @Command(description = "Gives a key limits of its own; one that is not named is the stack's.")
  int limit(
      @Mixin KeyDesk desk,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--rate", description = "Requests per second.") @Nullable Integer rate,
      @Option(names = "--quota", description = "Captures per month; 0 for no bound.")
          @Nullable Long quota) {
    KeyLimits limits = new KeyLimits(rate, quota);
    return desk.open((keys, used) -> found(keys.limit(publicId(id), limits), id));
  }

  /** The public id; people may well paste the whole key. */
  private static String publicId(String text) {
    return ApiKey.parse(text).map(ApiKey::publicId).orElse(text);
  }

  private static int found(boolean found, String id) {
    if (!found) {
      throw new IllegalArgumentException("there is no key " + publicId(id));
    }
    return 0;
  }

  private static String seconds(@Nullable Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void check(Pattern pattern, String text, String rule) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(rule);
    }
  }
}
