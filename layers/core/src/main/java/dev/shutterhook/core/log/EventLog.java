package dev.shutterhook.core.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The suite's log: one line of JSON per outcome, on standard output, where Lambda and the local
 * runner pick it up. Fields are ids, counts, durations and codes; never a secret, a key, a header's
 * value or a body. Safe for threads.
 *
 * <pre>{@code
 * log.event("delivery.attempted").with("delivery", id).with("attempt", 3).write();
 * }</pre>
 *
 * <p>What a line measures CloudWatch makes metrics of (its embedded metric format), where the log
 * has a namespace for them.
 */
public final class EventLog {
  private final PrintStream out;
  private final InstantSource clock;
  private final Optional<String> namespace;

  /** Writes to that stream by that clock. */
  public EventLog(PrintStream out, InstantSource clock) {
    this(out, clock, Optional.empty());
  }

  private EventLog(PrintStream out, InstantSource clock, Optional<String> namespace) {
    this.out = out;
    this.clock = clock;
    this.namespace = namespace;
  }

  /** Writes to standard output by the system's clock. */
  public static EventLog system() {
    return new EventLog(System.out, InstantSource.system());
  }

  /** The same log, in which measures become metrics of that namespace. */
  public EventLog measuring(String metricsNamespace) {
    return new EventLog(out, clock, Optional.of(metricsNamespace));
  }

  /** Begins a line about something that went as it may. */
  public Line event(String name) {
    return new Line("INFO", name);
  }

  /** Begins a line about something that somebody should look at. */
  public Line problem(String name) {
    return new Line("WARN", name);
  }

  /** One line being put together. Not for several threads. */
  public final class Line {
    private final ObjectNode fields = Json.mapper().createObjectNode();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics();
    private final Instant at = clock.instant();

    private Line(String level, String event) {
      fields.put("timestamp", at.toString()).put("level", level).put("event", event);
    }

    /** A null is left out. */
    public Line with(String name, @Nullable Object value) {
      switch (value) {
        case null -> {}
        case Integer number -> fields.put(name, number);
        case Long number -> fields.put(name, number);
        case Double number -> fields.put(name, number);
        case Boolean flag -> fields.put(name, flag);
        case Duration duration -> fields.put(name + "_ms", duration.toMillis());
        case Instant instant -> fields.put(name, instant.toString());
        default -> fields.put(name, value.toString());
      }
      return this;
    }

    /**
     * An exception's class and where it came from; its message may hold what must not be logged.
     */
    public Line because(Throwable fault) {
      StackTraceElement[] trace = fault.getStackTrace();
      fields.put("exception", fault.getClass().getName());
      if (trace.length > 0) {
        fields.put("at", trace[0].toString());
      }
      if (fault.getCause() != null) {
        fields.put("caused_by", fault.getCause().getClass().getName());
      }
      return this;
    }

    /** A number of something, such as {@code Delivered}. */
    public Line counted(String metric, long number) {
      return measured(metric, EmbeddedMetrics.COUNT, number);
    }

    /** How long something took, such as {@code AttemptDuration}. */
    public Line timed(String metric, Duration duration) {
      return measured(metric, EmbeddedMetrics.MILLISECONDS, duration.toMillis());
    }

    private Line measured(String metric, String unit, long value) {
      metrics.add(metric, unit);
      fields.put(metric, value);
      return this;
    }

    /** Writes the line; one that is not written is lost. */
    public void write() {
      namespace.filter(_ -> !metrics.isEmpty()).ifPresent(to -> metrics.describe(fields, to, at));
      out.println(Json.write(fields));
    }
  }
}
