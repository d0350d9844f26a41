package dev.shutterhook.render;

import dev.shutterhook.core.egress.Refusal;
import dev.shutterhook.core.log.EventLog;
import java.util.function.Consumer;

/** Logs what pages asked for and did not get: for the owner, never for the client. */
record RefusalLog(EventLog log) implements Consumer<Refusal> {

  @Override
  public void accept(Refusal refusal) {
    log.event("egress.refused")
        .with("capture", refusal.label())
        .with("host", refusal.host())
        .with("port", refusal.port())
        .with("reason", refusal.reason())
        .write();
  }
}
