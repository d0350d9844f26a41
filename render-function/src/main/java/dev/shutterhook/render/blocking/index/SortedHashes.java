package dev.shutterhook.render.blocking.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/** A set of hashes of host names. Written as differences: four bytes each for 150,000 of them. */
public final class SortedHashes {
  private static final int MORE = 0x80;
  private static final int LOW_BITS = 0x7f;

  private final long[] hashes;

  private SortedHashes(long[] hashes) {
    this.hashes = hashes;
  }

  /** The hashes of some host names. */
  public static SortedHashes of(Collection<String> hosts) {
    return new SortedHashes(hosts.stream().mapToLong(Hashing::host).sorted().distinct().toArray());
  }

  static SortedHashes read(ByteBuffer in) {
    long[] hashes = new long[in.getInt()];
    long last = 0;
    for (int i = 0; i < hashes.length; i++) {
      last += varint(in);
      hashes[i] = last;
    }
    return new SortedHashes(hashes);
  }

  public boolean contains(long hash) {
    return Arrays.binarySearch(hashes, hash) >= 0;
  }

  public int size() {
    return hashes.length;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(hashes.length);
    long last = 0;
    for (long hash : hashes) {
      long rest = hash - last;
      for (; rest > LOW_BITS; rest >>>= 7) {
        out.write((int) (rest & LOW_BITS) | MORE);
      }
      out.write((int) rest);
      last = hash;
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.get();
      value |= (long) (next & LOW_BITS) << shift;
      if ((next & MORE) == 0) {
        return value;
      }
    }
  }
}
