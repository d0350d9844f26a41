package dev.shutterhook.render.containment;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordingStream;

/**
 * The ports of loopback that this JVM's guards listen on, however shortly: each session tells the
 * flight recorder before anybody can connect to it.
 */
final class GuardPorts implements AutoCloseable {
  private static final String OPENED = "dev.shutterhook.EgressSessionOpened";

  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final RecordingStream events = new RecordingStream();

  private GuardPorts() {}

  static GuardPorts watch() {
    GuardPorts watched = new GuardPorts();
    watched.events.enable(OPENED);
    watched.events.onEvent(OPENED, opened -> watched.ports.add(opened.getInt("port")));
    watched.events.startAsync();
    return watched;
  }

  /** Ends the watch. All ports that were listened on in its time. */
  Set<Integer> taken() {
    events.stop();
    return Set.copyOf(ports);
  }

  @Override
  public void close() {
    events.close();
  }
}
