package dev.shutterhook.render.containment;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the kernel keeps for a packet socket: what opens a TCP connection, and all that is not TCP;
 * of loopback's two sights of a packet, the one that arrives. Without it a buffer of the size that
 * every user may have lost 500 to 3,000 packets of a capture.
 */
final class PacketFilter {
  static final int PROGRAM_BYTES = 16;

  private static final int STATEMENT_BYTES = 8;
  private static final int POINTER_AT = 8;

  // Code, jump if true, jump if false, operand: linux/filter.h. Data begins at the IP header.
  private static final int[][] STATEMENTS = {
    {0x20, 0, 0, 0xfffff004}, // 0: A = the packet's kind
    {0x15, 13, 0, 4}, // 1: outgoing: 15
    {0x30, 0, 0, 0}, // 2: A = the first byte
    {0x74, 0, 0, 4}, // 3: A = the version
    {0x15, 0, 5, 4}, // 4: not IPv4: 10
    {0x30, 0, 0, 9}, // 5: A = the protocol
    {0x15, 0, 9, 6}, // 6: not TCP: 16
    {0xb1, 0, 0, 0}, // 7: X = the header's length
    {0x50, 0, 0, 13}, // 8: A = the flags
    {0x05, 0, 0, 3}, // 9: 13
    {0x30, 0, 0, 6}, // 10: A = the protocol
    {0x15, 0, 4, 6}, // 11: not TCP: 16
    {0x30, 0, 0, 53}, // 12: A = the flags
    {0x54, 0, 0, 0x12}, // 13: A = SYN and ACK of it
    {0x15, 1, 0, 0x02}, // 14: SYN alone: 16
    {0x06, 0, 0, 0}, // 15: drop
    {0x06, 0, 0, 0xffff}, // 16: keep
  };

  private PacketFilter() {}

  /** A struct sock_fprog of {@value #PROGRAM_BYTES} bytes, for SO_ATTACH_FILTER. */
  static MemorySegment program(Arena arena) {
    MemorySegment code = arena.allocate((long) STATEMENTS.length * STATEMENT_BYTES, Integer.BYTES);
    for (int i = 0; i < STATEMENTS.length; i++) {
      long at = (long) i * STATEMENT_BYTES;
      code.set(JAVA_SHORT, at, (short) STATEMENTS[i][0]);
      code.set(JAVA_BYTE, at + 2, (byte) STATEMENTS[i][1]);
      code.set(JAVA_BYTE, at + 3, (byte) STATEMENTS[i][2]);
      code.set(JAVA_INT, at + 4, STATEMENTS[i][3]);
    }
    MemorySegment program = arena.allocate(PROGRAM_BYTES, Long.BYTES);
    program.set(JAVA_SHORT, 0, (short) STATEMENTS.length);
    program.set(ADDRESS, POINTER_AT, code);
    return program;
  }
}
