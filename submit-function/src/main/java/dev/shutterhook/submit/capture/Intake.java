package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.cache.CacheKey;
import dev.shutterhook.core.capture.CacheUse;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.submit.http.Answer.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes captures in, whichever client asks for them: they are counted, stored and ordered. What is
 * stored will be rendered, even where this function dies right after. Safe for threads.
 */
public final class Intake {
  private final Rules rules;
  private final Allowance allowance;
  private final Stores stores;
  private final Ids ids;
  private final InstantSource clock;
  private final EventLog log;

  public Intake(
      Rules rules, Allowance allowance, Stores stores, Ids ids, InstantSource clock, EventLog log) {
    this.rules = rules;
    this.allowance = allowance;
    this.stores = stores;
    this.ids = ids;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What holds for all captures.
   *
   * @param retention until a capture is deleted
   * @param sealingKey hides as whom a page is visited
   */
  public record Rules(Duration retention, SealingKey sealingKey) {}

  /**
   * Where a capture goes: the table, the bucket, the queue; or where it comes from.
   *
   * @param reuse for visits that take an earlier answer; empty where there are no such
   */
  public record Stores(
      CaptureStore captures, SourceStore sources, OrderDesk orders, Optional<Reuse> reuse) {}

  /**
   * A capture that is asked for.
   *
   * @param id that it shall have; where there is a capture of this id, it stays as it is
   * @param delay until a renderer may begin
   */
  public record Wanted(Id id, CaptureRequest request, Duration delay) {
    /** One that shall begin at once. */
    public Wanted(Id id, CaptureRequest request) {
      this(id, request, Duration.ZERO);
    }
  }

  /** What asking comes to. */
  public sealed interface Taken {}

  /** All of them are stored, in the order in which they were asked for. */
  public record Accepted(List<Capture> captures) implements Taken {
    public Accepted {
      captures = List.copyOf(captures);
    }
  }

  /** None of them is. */
  public record Refused(Problem problem) implements Taken {}

  /** Takes one capture in. Where it throws, it may be stored. */
  public Taken take(Visit visit, Wanted wanted) {
    return take(visit, List.of(wanted), () -> {});
  }

  /**
   * Takes captures in, all or none. Where it throws, some may be stored.
   *
   * @param before is done when it is sure that they may come in, and before any of them is stored
   */
  public Taken take(Visit visit, List<Wanted> wanted, Runnable before) {
    Instant now = clock.instant();
    // What an earlier capture answers is not rendered, and not counted.
    List<Capture> found = found(visit, wanted, now);
    List<Id> ids = found.stream().map(Capture::id).toList();
    List<Wanted> fresh = wanted.stream().filter(one -> !ids.contains(one.id())).toList();
    return switch (granted(visit.caller(), fresh.size(), now)) {
      case Allowance.Refused(var problem) -> new Refused(problem);
      case Allowance.Granted() -> {
        try {
          before.run();
          List<Capture> taken = new ArrayList<>(store(visit, fresh, now));
          found.forEach(capture -> taken.add(answered(visit, capture, now)));
          yield new Accepted(inOrder(wanted, taken));
        } catch (RuntimeException e) {
          allowance.giveBack(visit.caller(), fresh.size(), now);
          throw e;
        }
      }
    };
  }

  private Allowance.Grant granted(Caller caller, int captures, Instant now) {
    return captures == 0 ? new Allowance.Granted() : allowance.take(caller, captures, now);
  }

  private static List<Capture> inOrder(List<Wanted> wanted, List<Capture> taken) {
    Map<Id, Capture> byId =
        taken.stream().collect(Collectors.toMap(Capture::id, Function.identity()));
    return wanted.stream().map(Wanted::id).map(byId::get).filter(Objects::nonNull).toList();
  }

  private List<Capture> found(Visit visit, List<Wanted> wanted, Instant now) {
    if (visit.fresh()) {
      return List.of();
    }
    return wanted.stream()
        .filter(one -> one.request().options().caching().wanted())
        .map(one -> queued(visit, one, one.request().stored(one.id()), null, now))
        .flatMap(asked -> reuse().find(asked, now).stream())
        .toList();
  }

  private Reuse reuse() {
    return stores.reuse().orElseThrow(() -> new IllegalStateException("nothing is reused here"));
  }

  private Capture answered(Visit visit, Capture found, Instant now) {
    Optional<Capture> stored = reuse().store(found, expiry(visit, now));
    stored.ifPresent(capture -> tell(visit, capture, now));
    return stored.orElseGet(() -> known(found));
  }

  private List<Capture> store(Visit visit, List<Wanted> wanted, Instant now) {
    List<OrderDesk.Stored> stored = wanted.stream().map(one -> kept(visit, one, now)).toList();
    List<Capture> captures = stored.stream().map(OrderDesk.Stored::capture).toList();
    List<Capture> created =
        stores.captures().create(captures, expiry(visit, now), visit.group(captures.size()));
    if (created.size() < captures.size()) {
      // Those that were there before were asked for by a request that died over it, and counted.
      allowance.giveBack(visit.caller(), captures.size() - created.size(), now);
    }
    order(visit, stored.stream().filter(s -> created.contains(s.capture())).toList());
    created.forEach(capture -> tell(visit, capture, now));
    return captures.stream()
        .map(capture -> created.contains(capture) ? capture : known(capture))
        .toList();
  }

  private Instant expiry(Visit visit, Instant now) {
    return now.plus(visit.retention(rules.retention()));
  }

  /** As the table has it, from when it was asked for first. */
  private Capture known(Capture capture) {
    return stores.captures().find(capture.id()).orElse(capture);
  }

  private OrderDesk.Stored kept(Visit visit, Wanted wanted, Instant now) {
    Id id = wanted.id();
    CaptureRequest request = wanted.request();
    Source source = request.options().source();
    CaptureRequest kept = request.from(stores.sources().keep(id, source));
    SealedIdentity identity =
        SealedIdentity.in(request.options(), id, rules.sealingKey()).orElse(null);
    return new OrderDesk.Stored(queued(visit, wanted, kept, identity, now), source, wanted.delay());
  }

  private Capture queued(
      Visit visit,
      Wanted wanted,
      CaptureRequest kept,
      @Nullable SealedIdentity identity,
      Instant now) {
    String account = visit.caller().account();
    CaptureOptions options = wanted.request().options();
    CacheUse cache =
        options.caching().wanted() && !visit.fresh()
            ? new CacheUse(CacheKey.of(account, options, rules.sealingKey()), false)
            : CacheUse.NONE;
    return Capture.queued(wanted.id(), account, ids.token(), kept, identity, now)
        .by(visit.origin(wanted.id()).with(cache));
  }

  /**
   * The captures are stored: where their orders cannot be sent now, ReconcileFunction finds their
   * marks.
   */
  private void order(Visit visit, List<OrderDesk.Stored> stored) {
    if (stored.isEmpty()) {
      return;
    }
    try {
      stores.orders().place(stored, () -> visit.share(stored.size()));
    } catch (SdkException e) {
      log.problem("capture.order_delayed")
          .with("capture", stored.getFirst().capture().id())
          .with("captures", stored.size())
          .with("request", visit.request())
          .because(e)
          .write();
    }
  }

  private void tell(Visit visit, Capture capture, Instant asked) {
    log.event("capture.accepted")
        .with("capture", capture.id())
        .with("batch", capture.origin().batch())
        .with("run", capture.origin().run())
        .with("cached", capture.origin().cache().hit())
        .with("account", visit.caller().account())
        .with("key", visit.caller().key())
        .with("request", visit.request())
        .with("trace", Trace.idOf(capture.trace()))
        .with("duration", Duration.between(asked, clock.instant()))
        .write();
  }
}
