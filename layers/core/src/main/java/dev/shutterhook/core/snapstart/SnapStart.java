package dev.shutterhook.core.snapstart;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.random.FreshRandom;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * A function's part in Lambda's SnapStart: it rehearses before the snapshot, and every environment
 * that is restored from it draws random numbers of its own. Elsewhere it does nothing.
 */
public final class SnapStart implements Resource {
  /** Lambda's context holds its resources weakly. There is one function in a process. */
  private static final Set<SnapStart> REGISTERED = ConcurrentHashMap.newKeySet();

  private final Rehearsal rehearsal;
  private final FreshRandom random;
  private final EventLog log;

  /** The hooks alone; nobody calls them before {@link #register} or a test does. */
  public SnapStart(Rehearsal rehearsal, FreshRandom random, EventLog log) {
    this.rehearsal = rehearsal;
    this.random = random;
    this.log = log;
  }

  /** For a handler's constructor that Lambda's runtime calls. */
  public static void register(Rehearsal rehearsal) {
    SnapStart snapStart = new SnapStart(rehearsal, FreshRandom.shared(), EventLog.system());
    REGISTERED.add(snapStart);
    Core.getGlobalContext().register(snapStart);
  }

  /** What fails here is slower at the first event, and must not keep a version from being made. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    long began = System.nanoTime();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (AwsClients clients = RehearsalClients.make()) {
      rehearsal.play(clients, new EventLog(nowhere, InstantSource.system()));
      // The trust store is read and the ciphers are looked up once for a process.
      SSLContext.getDefault().createSSLEngine().getSupportedCipherSuites();
      log.event("snapshot.rehearsed")
          .with("duration", Duration.ofNanos(System.nanoTime() - began))
          .write();
    } catch (Exception e) {
      log.problem("snapshot.unrehearsed").because(e).write();
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    random.renew();
    log.event("snapshot.restored").write();
  }
}
