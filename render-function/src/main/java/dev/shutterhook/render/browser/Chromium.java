package dev.shutterhook.render.browser;

import dev.shutterhook.render.browser.GroupMembers.Member;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A running Chromium with its connection, its processes and its folder. */
public final class Chromium implements Browser {
  /** Measured 0.3 s warm; a cold Lambda reads 200 MB of program from the image first. */
  public static final Duration START_TIMEOUT = Duration.ofSeconds(25);

  /**
   * Measured: a browser that was frozen for a minute answers in 150 ms; one that has just closed a
   * page of ten thousand frames in 2 s or a little more, and is worth the wait to all others.
   */
  static final Duration PING_TIMEOUT = Duration.ofSeconds(4);

  /** At most, to find that a browser answers no more and to end it. */
  public static final Duration LAST_LOOK =
      PING_TIMEOUT.plus(ProcessGroup.END_TIMEOUT.multipliedBy(2));

  /** Of the processes that outlive pages. Measured: 60 to 100 MB after 500 captures. */
  static final long MAX_LASTING_BYTES = 300L << 20;

  /** So often is looked at most whether it has grown; that takes 2 to 5 ms. */
  static final Duration GROWTH_PERIOD = Duration.ofSeconds(10);

  private final ProcessGroup processes;
  private final ProfileFolder profile;
  private final Connection connection;
  private final MemoryWatch memory;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Deadline nextLook = Deadline.in(GROWTH_PERIOD);
  private @Nullable Arrivals arrivals;

  private Chromium(
      ProcessGroup processes, ProfileFolder profile, Connection connection, MemoryWatch memory) {
    this.processes = processes;
    this.profile = profile;
    this.connection = connection;
    this.memory = memory;
  }

  /** A launcher of the program at that path, headless-shell or full, with profiles under /tmp. */
  public static BrowserLauncher<Chromium> launcher(Path program) {
    return () -> start(program, Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Chromium start(Path program, Path temporary) {
    return start(program, temporary, MemoryWatch.share());
  }

  /** Starts one whose processes may take so much memory of their own together. */
  static Chromium start(Path program, Path temporary, long maxBytes) {
    ProfileFolder.removeStale(temporary);
    ProfileFolder profile = ProfileFolder.create(temporary);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(ChromiumArguments.of(profile.path()));
    ProcessGroup processes =
        ProcessGroup.start(command, environment(profile.path()), profile.path());
    Process leader = processes.leader();
    LastWords words = LastWords.of(leader.getErrorStream());
    Connection connection = Connection.over(leader.getInputStream(), leader.getOutputStream());
    MemoryWatch memory = MemoryWatch.of(leader.pid(), maxBytes);
    Chromium chromium = new Chromium(processes, profile, connection, memory);
    try {
      chromium.greet();
      words.ignore();
      return chromium;
    } catch (DevToolsException e) {
      chromium.close();
      throw new BrowserStartException(program + " does not start: " + words.text(), e);
    }
  }

  /** Nothing of the function's own environment, whose credentials lie in variables. */
  private static Map<String, String> environment(Path profile) {
    return Map.of(
        "PATH", "/usr/bin:/bin",
        "HOME", profile.toString(),
        "TMPDIR", profile.toString(),
        "FONTCONFIG_PATH", "/etc/fonts",
        "LANG", "C.UTF-8",
        "TZ", "UTC");
  }

  public Connection connection() {
    return connection;
  }

  /** Where new pages come in. */
  public Arrivals arrivals() {
    return Objects.requireNonNull(arrivals, "it is greeted before anybody has it");
  }

  /** The first process; the browser's own is this one or below it. */
  ProcessHandle leader() {
    return processes.leader().toHandle();
  }

  @Override
  public Use begin() {
    return memory.begin();
  }

  @Override
  public boolean grown() {
    if (!nextLook.passed()) {
      return false;
    }
    nextLook = Deadline.in(GROWTH_PERIOD);
    return GroupMembers.of(leader().pid()).stream()
            .filter(member -> !member.ofPages())
            .mapToLong(Member::ownBytes)
            .sum()
        > MAX_LASTING_BYTES;
  }

  @Override
  public boolean healthy() {
    try {
      connection.browser(Deadline.in(PING_TIMEOUT)).call("Browser.getVersion", Map.of());
      return true;
    } catch (DevToolsException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      memory.close();
      processes.close();
      connection.close();
      profile.close();
    }
  }

  private void greet() {
    var browser = connection.browser(Deadline.in(START_TIMEOUT));
    Popups.closeThemIn(connection);
    browser.post("Target.setDiscoverTargets", Map.of("discover", true));
    browser.call("Browser.getVersion", Map.of());
    browser.confirm();
    arrivals = Arrivals.at(connection, browser.deadline());
  }
}
