package dev.shutterhook.render.devtools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import dev.shutterhook.render.devtools.DevToolsException.ConnectionLost;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands to one page, or to the browser, under one deadline. Commands without a result are sent
 * and not awaited, so that a run of them costs one way and not a round trip each; {@link #confirm}
 * looks at their answers. Events come one after the other, in the browser's order.
 */
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final @Nullable String id;
  private final Deadline deadline;
  private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
  private final Queue<CompletableFuture<Message>> unconfirmed = new ConcurrentLinkedQueue<>();
  private volatile @Nullable DevToolsException failure;
  private volatile Runnable onWake = () -> {};

  Session(Connection connection, @Nullable String id, Deadline deadline) {
    this.connection = connection;
    this.id = id;
    this.deadline = deadline;
  }

  public Deadline deadline() {
    return deadline;
  }

  /** A domain of the protocol with its types, for example {@code Page}. */
  public <T> T domain(Class<T> type) {
    return TypedDomain.of(this, type);
  }

  /** Sends a command and leaves its answer to {@link #confirm}. */
  public void post(String method, Map<String, ?> params) {
    unconfirmed.add(connection.send(id, method, params, null));
  }

  /** Sends a command whose answer matters to nobody. */
  public void tell(String method, Map<String, ?> params) {
    var _ = connection.send(id, method, params, null);
  }

  /** Sends a command whose answer is awaited later. */
  public Reply ask(String method, Map<String, ?> params) {
    CompletableFuture<Message> answer = connection.send(id, method, params, null);
    return until -> await(method, answer, until).body();
  }

  /** Waits for a command's result until the deadline. */
  public JsonNode call(String method, Map<String, ?> params) {
    return call(method, params, deadline);
  }

  /** Waits for a command's result until an earlier deadline. */
  public JsonNode call(String method, Map<String, ?> params, Deadline earlier) {
    return await(method, connection.send(id, method, params, null), earlier).body();
  }

  /** Waits for a command's result until the deadline, and decodes one field of it from base64. */
  public byte[] bytes(String method, Map<String, ?> params, String field) {
    JsonNode body = await(method, connection.send(id, method, params, field), deadline).body();
    return body instanceof BinaryNode found ? found.binaryValue() : new byte[0];
  }

  /** Waits for everything that was posted; the first refusal is thrown. */
  public void confirm() {
    for (var sent = unconfirmed.poll(); sent != null; sent = unconfirmed.poll()) {
      await("a posted command", sent, deadline);
    }
  }

  /** Hears an event, on the reading thread: be quick and never wait. */
  public void on(String event, Consumer<JsonNode> listener) {
    connection.hear(event);
    listeners.put(event, listener);
  }

  /** Is run when waiting is over for a reason that no event tells: the page or browser is gone. */
  public void onWake(Runnable action) {
    onWake = action;
  }

  /** Ends everything that waits for this page. */
  public void fail(DevToolsException why) {
    failure = why;
    if (id != null) {
      connection.fail(id, why);
    }
    wake();
  }

  /** Throws what ended the page or the browser, if anything did. */
  public void requireAlive() {
    DevToolsException why = failure;
    if (why != null) {
      throw why;
    }
    if (connection.isLost()) {
      throw new ConnectionLost("the pipe is closed");
    }
  }

  @Override
  public void close() {
    if (id != null) {
      connection.forget(id);
    }
  }

  void hear(String event, JsonNode params) {
    Consumer<JsonNode> listener = listeners.get(event);
    if (listener != null) {
      listener.accept(params);
    }
  }

  void wake() {
    onWake.run();
  }

  private static Message await(String method, CompletableFuture<Message> answer, Deadline until) {
    try {
      return answer.get(until.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new TimedOut(method);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimedOut(method);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DevToolsException known
          ? known
          : new IllegalStateException(method, e.getCause());
    }
  }
}
