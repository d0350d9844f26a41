package dev.shutterhook.benchmark;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.EgressSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Another contender with the egress guard in front of its browser: the given command, told where
 * its proxy is. Both are one contender, so that the guard's CPU time counts.
 */
public final class GuardedContender {
  /** One session serves a whole run; the product has one for each capture. */
  private static final EgressLimits A_RUN =
      EgressLimits.DEFAULTS
          .withMaxBytesPerSession(64L << 30)
          .withSessionTimeout(Duration.ofHours(1));

  private GuardedContender() {}

  /** Ends with the command. */
  public static void main(String[] command) throws IOException, InterruptedException {
    try (EgressGuard guard = new EgressGuard(EgressPolicy.OPEN, A_RUN, refusal -> {});
        EgressSession session = guard.open("benchmark")) {
      List<String> words = new ArrayList<>(List.of(command));
      words.add("--proxy-server=http://127.0.0.1:" + session.proxyAddress().getPort());
      words.add("--proxy-bypass-list=<-loopback>");
      System.exit(new ProcessBuilder(words).inheritIO().start().waitFor());
    }
  }
}
