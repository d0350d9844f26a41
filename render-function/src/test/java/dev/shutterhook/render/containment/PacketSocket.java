package dev.shutterhook.render.containment;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The kernel's own view of every packet in this network (packet(7)): what tcpdump reads, without a
 * program that would have to be installed and may not run in a user's namespace. One thread reads.
 */
@SuppressWarnings("restricted")
final class PacketSocket {
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int EVERY_PROTOCOL = 0x0300; // ETH_P_ALL, in network order
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_STATISTICS = 6;

  /** Headers with all their options; what a packet carries is nobody's business here. */
  private static final int SNAP_BYTES = 128;

  private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      handle("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle RECV =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("recv"),
              FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  private final int descriptor;
  private final MemorySegment bytes = Arena.global().allocate(SNAP_BYTES);

  private PacketSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Opens one for all devices; it lives as long as the process. */
  static PacketSocket open() {
    int descriptor = call(SOCKET, AF_PACKET, SOCK_DGRAM, EVERY_PROTOCOL);
    if (descriptor < 0) {
      throw new IllegalStateException("no packet socket: CAP_NET_RAW is missing");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment filter = PacketFilter.program(arena);
      int size = PacketFilter.PROGRAM_BYTES;
      if (call(SETSOCKOPT, descriptor, SOL_SOCKET, SO_ATTACH_FILTER, filter, size) != 0) {
        throw new IllegalStateException("the kernel refuses the packet filter");
      }
    }
    return new PacketSocket(descriptor);
  }

  /** The next packet that the filter lets through; empty for one that is not IP. */
  Optional<Packet> next() {
    long length = receive();
    if (length < 0) {
      throw new IllegalStateException("the packet socket broke");
    }
    return Packet.parse(bytes.asSlice(0, length).asByteBuffer().order(ByteOrder.BIG_ENDIAN));
  }

  /** How many packets the kernel could not keep for us since the last call. */
  int dropped() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment counts = arena.allocate(JAVA_INT, 2);
      MemorySegment size = arena.allocateFrom(JAVA_INT, (int) counts.byteSize());
      var _ = call(GETSOCKOPT, descriptor, SOL_PACKET, PACKET_STATISTICS, counts, size);
      return counts.getAtIndex(JAVA_INT, 1);
    }
  }

  private long receive() {
    try {
      return (long) RECV.invokeExact(descriptor, bytes, (long) SNAP_BYTES, 0);
    } catch (Throwable e) {
      throw new IllegalStateException("recv", e);
    }
  }

  private static int call(MethodHandle handle, Object... arguments) {
    try {
      return (int) handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("a system call could not be made", e);
    }
  }

  private static MethodHandle handle(String name, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(JAVA_INT, parameters));
  }
}
