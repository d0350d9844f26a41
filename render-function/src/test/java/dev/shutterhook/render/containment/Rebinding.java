package dev.shutterhook.render.containment;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.render.containment.World.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thousand names whose addresses change between two questions, or are of both kinds at once, each
 * asked through the guard over kept and over new connections.
 */
final class Rebinding {
  static final int NAMES = 1_000;

  private static final int AT_ONCE = 8;

  private static final InetAddress PUBLIC = InetAddress.ofLiteral(Names.PUBLIC);
  private static final InetAddress INTERNAL = InetAddress.ofLiteral(Secret.METADATA.ipv4());

  /** What a name's later answers are, by its number's remainder. */
  private static final List<List<List<InetAddress>>> TRICKS =
      List.of(
          List.of(List.of(PUBLIC), List.of(INTERNAL)),
          List.of(List.of(INTERNAL), List.of(PUBLIC)),
          List.of(List.of(PUBLIC, INTERNAL)),
          List.of(List.of(INTERNAL, PUBLIC)));

  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();

  private Rebinding() {}

  static Trace run(World world) throws Exception {
    Rebinding rebinding = new Rebinding();
    EgressLimits limits = EgressLimits.DEFAULTS;
    try (EgressGuard guard =
            new EgressGuard(EgressPolicy.STRICT, limits, rebinding::resolve, world::note);
        EgressSession session = guard.open("rebinding")) {
      List<Callable<Boolean>> questions = new ArrayList<>();
      for (int i = 0; i < NAMES; i++) {
        String host = "n" + i + "-" + i % TRICKS.size() + ".rebind.test";
        questions.add(() -> rebinding.ask(session, host));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
        for (Future<Boolean> question : threads.invokeAll(questions)) {
          var _ = question.get();
        }
      }
    }
    return new Trace(rebinding.statuses.toString(), Set.of(), 0);
  }

  private List<InetAddress> resolve(String host) {
    int trick = host.charAt(host.indexOf('.') - 1) - '0';
    int earlier = asked.computeIfAbsent(host, name -> new AtomicInteger()).getAndIncrement();
    List<List<InetAddress>> answers = TRICKS.get(trick);
    return answers.get(Math.min(earlier, answers.size() - 1));
  }

  private boolean ask(EgressSession session, String host) throws IOException {
    try (ProxyClient kept = new ProxyClient(session.proxyAddress())) {
      note(kept.get("http://" + host + "/reached?way=kept"));
      note(kept.get("http://" + host + "/reached?way=kept-again"));
    }
    try (ProxyClient fresh = new ProxyClient(session.proxyAddress())) {
      note(fresh.get("http://" + host + "/reached?way=fresh"));
    }
    for (int i = 0; i < 2; i++) {
      try (ProxyClient tunnel = new ProxyClient(session.proxyAddress())) {
        int status = tunnel.connect(host + ":80");
        note(status);
        if (status == 200) {
          note(tunnel.get("/reached?way=tunnel"));
        }
      }
    }
    return true;
  }

  private synchronized void note(int status) {
    statuses.merge(status, 1, Integer::sum);
  }
}
