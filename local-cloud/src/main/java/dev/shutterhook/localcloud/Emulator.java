package dev.shutterhook.localcloud;

import java.net.URI;

/** A server of this JVM that speaks one service's protocol on a free loopback port. */
sealed interface Emulator extends AutoCloseable permits DynamoDbEmulator, SqsEmulator, S3Emulator {
  String LOOPBACK = "127.0.0.1";

  URI endpoint();

  @Override
  void close();

  static URI onPort(int port) {
    return URI.create("http://" + LOOPBACK + ":" + port);
  }
}
