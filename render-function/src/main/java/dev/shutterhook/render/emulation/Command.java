package dev.shutterhook.render.emulation;

import dev.shutterhook.render.devtools.Session;
import java.util.Map;

/** A command of the protocol without a result. */
record Command(String method, Map<String, ?> params) {

  /** Sends it; whether it was taken shows in {@link Session#confirm}. */
  void postTo(Session session) {
    session.post(method, params);
  }

  /** Sends it to where it may be refused: what is set already in a process is not set again. */
  void tell(Session session) {
    session.tell(method, params);
  }
}
