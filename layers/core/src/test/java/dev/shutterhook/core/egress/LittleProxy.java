package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** Another forward proxy, which others wrote. Every name is loopback to it. */
final class LittleProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int MAX_HEAD_BYTES = 300_000;

  private final HttpProxyServer server =
      DefaultHttpProxyServer.bootstrap()
          .withAddress(new InetSocketAddress(LOOPBACK, 0))
          .withServerResolver((host, port) -> new InetSocketAddress(LOOPBACK, port))
          .withMaxInitialLineLength(MAX_HEAD_BYTES)
          .withMaxHeaderSize(MAX_HEAD_BYTES)
          .start();

  InetSocketAddress address() {
    return server.getListenAddress();
  }

  @Override
  public void close() {
    server.abort();
  }
}
