package dev.shutterhook.render.containment;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Every packet that matters, in order: what opens a TCP connection, and all that is not TCP. One
 * thread cuts it into stretches.
 */
final class PacketCapture {
  /** Nobody is there. A connection to it marks the end of a stretch. */
  private static final String MARK = "192.0.2.1";

  private static final int FIRST_MARK = 1_000;
  private static final int MARK_PATIENCE_SECONDS = 10;

  private final PacketSocket socket = PacketSocket.open();
  private final List<Packet> seen = new ArrayList<>();
  private int marks;
  private int awaited = -1;
  private CountDownLatch marked = new CountDownLatch(1);

  private PacketCapture() {}

  static PacketCapture start() {
    PacketCapture capture = new PacketCapture();
    Thread.ofPlatform().daemon().name("packets").start(capture::read);
    return capture;
  }

  /** All packets since the last call, complete: the capture has seen one that was sent just now. */
  List<Packet> cut() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    int port = FIRST_MARK + marks++;
    synchronized (this) {
      marked = latch;
      awaited = port;
    }
    try (Socket mark = new Socket()) {
      mark.connect(new InetSocketAddress(InetAddress.ofLiteral(MARK), port));
    } catch (ConnectException refused) {
      // As it should be.
    } catch (IOException e) {
      throw new IllegalStateException("no mark could be sent", e);
    }
    if (!latch.await(MARK_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the packet capture sees nothing");
    }
    synchronized (this) {
      List<Packet> stretch = List.copyOf(seen);
      seen.clear();
      return stretch;
    }
  }

  int dropped() {
    return socket.dropped();
  }

  private void read() {
    while (true) {
      socket.next().filter(p -> p.opens() || p.protocol() != Packet.TCP).ifPresent(this::note);
    }
  }

  private synchronized void note(Packet packet) {
    if (!packet.to().equals(MARK)) {
      seen.add(packet);
    } else if (packet.port() == awaited) {
      marked.countDown();
    }
  }
}
