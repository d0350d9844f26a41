package dev.shutterhook.core.egress;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Tells a flight recording which port of loopback is which capture's or delivery's, before anybody
 * can connect to it: {@value #NAME}. Costs nothing where none is made.
 */
@Name(SessionOpened.NAME)
@Label("Egress Session Opened")
@Category({"Shutterhook", "Egress"})
@StackTrace(false)
final class SessionOpened extends Event {
  static final String NAME = "dev.shutterhook.EgressSessionOpened";

  @Label("Port")
  @Description("On 127.0.0.1")
  final int port;

  @Label("Session")
  @Description(
      "The capture or delivery that it was opened for; another one where it was made ahead")
  final String session;

  SessionOpened(int port, String session) {
    this.port = port;
    this.session = session;
  }
}
