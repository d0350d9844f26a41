package dev.shutterhook.render.devtools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.DevToolsException.ConnectionLost;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All conversation with one browser. One pipe carries the sessions of all pages; answers find their
 * askers by id. When the pipe closes, everyone who waits is told at once. Safe for threads.
 */
public final class Connection implements AutoCloseable {
  /** Four captures have a few dozen commands under way. More means that nobody answers. */
  static final int MAX_PENDING = 4_096;

  private record Pending(
      String method,
      @Nullable String sessionId,
      @Nullable String wantedField,
      CompletableFuture<Message> answer) {}

  private final Pipe pipe;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> browserEvents = new ConcurrentHashMap<>();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String lost;

  private Connection(InputStream in, OutputStream out) {
    this.pipe = new Pipe(in, out, new Incoming());
  }

  /** Speaks over a browser's streams, beginning now. */
  public static Connection over(InputStream in, OutputStream out) {
    Connection connection = new Connection(in, out);
    connection.pipe.start();
    return connection;
  }

  /** The browser itself, for commands that end by the deadline. */
  public Session browser(Deadline deadline) {
    return new Session(this, null, deadline);
  }

  /** An attached page, whose events arrive from now on until it is closed. */
  public Session session(String id, Deadline deadline) {
    Session session = new Session(this, id, deadline);
    sessions.put(id, session);
    return session;
  }

  /** Hears an event of the browser itself, on the reading thread: be quick and never wait. */
  public void onBrowserEvent(String name, Consumer<JsonNode> listener) {
    hear(name);
    browserEvents.put(name, listener);
  }

  public boolean isLost() {
    return lost != null;
  }

  @Override
  public void close() {
    pipe.close();
  }

  /** From now on events of that name are read. */
  void hear(String name) {
    heard.add(name);
  }

  void forget(String sessionId) {
    sessions.remove(sessionId);
  }

  /** Fails all that a session waits for. */
  void fail(String sessionId, DevToolsException why) {
    pending.values().stream()
        .filter(p -> sessionId.equals(p.sessionId))
        .forEach(p -> p.answer.completeExceptionally(why));
  }

  /** Sends a command; whoever waits for the answer bounds the wait. */
  CompletableFuture<Message> send(
      @Nullable String sessionId, String method, Map<String, ?> params, @Nullable String field) {
    int id = ids.incrementAndGet();
    Pending entry = new Pending(method, sessionId, field, new CompletableFuture<>());
    pending.put(id, entry);
    CompletableFuture<Message> answer =
        entry.answer.whenComplete((message, fault) -> pending.remove(id));
    String gone = lost;
    if (gone != null) {
      entry.answer.completeExceptionally(new ConnectionLost(gone));
    } else if (pending.size() > MAX_PENDING || !pipe.send(written(id, sessionId, method, params))) {
      entry.answer.completeExceptionally(new ConnectionLost("it has stopped reading"));
    }
    return answer;
  }

  private static byte[] written(
      int id, @Nullable String sessionId, String method, Map<String, ?> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    if (sessionId != null) {
      message.put("sessionId", sessionId);
    }
    try {
      return Message.JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as parameters of " + method, e);
    }
  }

  /** The pipe's reading thread ends here. */
  private final class Incoming implements Pipe.Receiver {
    @Override
    public void message(byte[] buffer, int from, int to) {
      try {
        take(Message.read(buffer, from, to, this::wantedField, heard::contains));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private @Nullable String wantedField(int id) {
      Pending asker = pending.get(id);
      return asker == null ? null : asker.wantedField;
    }

    private void take(Message message) {
      if (message.method() != null) {
        tell(message, message.method());
        return;
      }
      Pending asker = pending.get(message.id());
      if (asker == null) {
        return; // Its asker gave up at the deadline.
      }
      if (message.failed()) {
        String reason = message.body().path("message").asText();
        asker.answer.completeExceptionally(new Refused(asker.method, reason));
      } else {
        asker.answer.complete(message);
      }
    }

    private void tell(Message event, String name) {
      if (event.sessionId() == null) {
        Consumer<JsonNode> listener = browserEvents.get(name);
        if (listener != null) {
          listener.accept(event.body());
        }
        return;
      }
      Session session = sessions.get(event.sessionId());
      if (session != null) {
        session.hear(name, event.body());
      }
    }

    @Override
    public void closed(String why) {
      lost = why;
      pending.values().forEach(p -> p.answer.completeExceptionally(new ConnectionLost(why)));
      sessions.values().forEach(Session::wake);
    }
  }
}
