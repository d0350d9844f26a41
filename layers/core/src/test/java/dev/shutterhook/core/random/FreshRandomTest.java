package dev.shutterhook.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A snapshot of a generator is its serialised state; each reading of it is a restore. */
class FreshRandomTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** Two environments that were restored from one snapshot. */
  private record Restored(FreshRandom one, FreshRandom other) {
    static Restored twice() throws IOException, GeneralSecurityException, ClassNotFoundException {
      SecureRandom source = SecureRandom.getInstance("SHA1PRNG");
      source.nextLong();
      ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(snapshot)) {
        out.writeObject(source);
      }
      return new Restored(from(snapshot.toByteArray()), from(snapshot.toByteArray()));
    }

    private static FreshRandom from(byte[] snapshot) throws IOException, ClassNotFoundException {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(snapshot))) {
        Queue<SecureRandom> sources =
            new ArrayDeque<>(List.of((SecureRandom) in.readObject(), new SecureRandom()));
        return new FreshRandom(sources::remove);
      }
    }
  }

  private static String id(FreshRandom random) {
    return new Ids(() -> NOW, random).next(Id.Kind.CAPTURE).toString();
  }

  private static String token(FreshRandom random) {
    return new Ids(() -> NOW, random).token();
  }

  @Test
  void twoRestoresThatRenewNothingRepeatEachOther() throws Exception {
    Restored restored = Restored.twice();
    assertEquals(id(restored.one()), id(restored.other()));
    assertEquals(token(restored.one()), token(restored.other()));
  }

  @Test
  void twoRestoresThatRenewMakeOtherIdsAndTokens() throws Exception {
    Restored restored = Restored.twice();
    restored.one().renew();
    restored.other().renew();
    assertNotEquals(id(restored.one()), id(restored.other()));
    assertNotEquals(token(restored.one()), token(restored.other()));
  }

  /** The buffer of NativePRNG is too old 100 ms later; a source that is seeded once is not. */
  @Test
  void theJdkReadsItsDefaultFromTheOperatingSystem() {
    assertTrue(new SecureRandom().getAlgorithm().startsWith("NativePRNG"));
  }
}
