package dev.shutterhook.render.containment;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** A name server (RFC 1035) for browsers that ask one: it answers from {@link Names}. */
final class NameServer implements AutoCloseable {
  /** What the network's resolv.conf names. */
  static final String ADDRESS = "10.99.0.53";

  private static final int PORT = 53;
  private static final int MAX_BYTES = 512;
  private static final int HEADER_BYTES = 12;
  private static final int TYPE_A = 1;
  private static final int ANSWER = 0x8180;
  private static final int NO_SUCH_NAME = 3;

  private final Names names;
  private final DatagramSocket socket;

  private NameServer(Names names, DatagramSocket socket) {
    this.names = names;
    this.socket = socket;
  }

  static NameServer open(Names names) throws IOException {
    InetSocketAddress place = new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), PORT);
    NameServer server = new NameServer(names, new DatagramSocket(place));
    Thread.ofPlatform().daemon().name("name-server").start(server::serve);
    return server;
  }

  private void serve() {
    byte[] bytes = new byte[MAX_BYTES];
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(bytes, bytes.length);
        socket.receive(question);
        byte[] answer = answer(ByteBuffer.wrap(bytes, 0, question.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private byte[] answer(ByteBuffer question) {
    short id = question.getShort(0);
    question.position(HEADER_BYTES);
    StringJoiner host = new StringJoiner(".");
    for (int length = question.get(); length > 0; length = question.get()) {
      byte[] label = new byte[length];
      question.get(label);
      host.add(new String(label, StandardCharsets.US_ASCII));
    }
    int type = question.getShort();
    int end = question.position() + Short.BYTES;
    Optional<String> address = names.address(host.toString().toLowerCase(Locale.ROOT));
    boolean told = type == TYPE_A && address.isPresent();
    ByteBuffer answer = ByteBuffer.allocate(MAX_BYTES);
    answer.putShort(id).putShort((short) (ANSWER | (address.isEmpty() ? NO_SUCH_NAME : 0)));
    answer.putShort((short) 1).putShort((short) (told ? 1 : 0)).putInt(0);
    answer.put(question.slice(HEADER_BYTES, end - HEADER_BYTES));
    if (told) {
      // The name as in the question, class IN, no time to live, four bytes.
      answer.putShort((short) 0xc00c).putShort((short) TYPE_A).putShort((short) 1).putInt(0);
      answer.putShort((short) 4).put(InetAddress.ofLiteral(address.get()).getAddress());
    }
    byte[] bytes = new byte[answer.position()];
    answer.flip().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    socket.close();
  }
}
