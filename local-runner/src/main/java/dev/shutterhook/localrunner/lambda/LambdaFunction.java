package dev.shutterhook.localrunner.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.shutterhook.localcloud.template.FunctionResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler as Lambda runs it: each event and each answer goes through JSON, and an invocation ends
 * at the function's timeout.
 *
 * <p>Two things differ from Lambda. One handler object serves invocations at once, where Lambda
 * gives each its own: it must be thread-safe. A handler that ignores its interrupt keeps its thread
 * after the timeout, where Lambda would kill the process.
 *
 * <p>Thread-safe.
 */
public final class LambdaFunction {

  /** Lambda's limit of a synchronous event, and of an answer: 6 MiB. */
  public static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(LambdaFunction.class);

  private final String name;
  private final Duration timeout;
  private final int memoryMb;
  private final RequestHandler<Object, Object> handler;
  private final HandlerCodec codec;

  /**
   * Puts a handler under Lambda's rules.
   *
   * @param name the function's name, for its context and the log
   * @param timeout how long one invocation may take, more than nothing
   * @param memoryMb the memory that its context names, in MiB; nothing enforces it
   * @throws IllegalArgumentException where the handler's class does not say its event's type
   */
  @SuppressWarnings("unchecked") // The codec reads the event as the handler's own input type.
  public LambdaFunction(String name, Duration timeout, int memoryMb, RequestHandler<?, ?> handler) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(name + ": timeout " + timeout + " must be positive");
    }
    this.name = name;
    this.timeout = timeout;
    this.memoryMb = memoryMb;
    this.handler = (RequestHandler<Object, Object>) handler;
    this.codec = HandlerCodec.of(handler);
  }

  /** The function that a template describes, with the handler that serves it. */
  public LambdaFunction(FunctionResource resource, RequestHandler<?, ?> handler) {
    this(resource.logicalId(), resource.timeout(), resource.memoryMb(), handler);
  }

  public String name() {
    return name;
  }

  /**
   * Runs the handler on an event and waits for its end, at most the function's timeout.
   *
   * @param event the event as UTF-8 JSON
   * @throws InterruptedException where the caller was interrupted; the handler is then, too
   */
  public Invocation invoke(byte[] event) throws InterruptedException {
    FutureTask<byte[]> run = new FutureTask<>(() -> handle(event));
    // A platform thread: a handler that computes for seconds must not hold a carrier thread that
    // the gateway's virtual threads wait for.
    Thread.ofPlatform().daemon().name(name).start(run);
    try {
      return new Invocation.Answered(run.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      log.error("function.failed function={}", name, cause);
      return new Invocation.Failed(cause);
    } catch (TimeoutException e) {
      run.cancel(true);
      log.error("function.timed_out function={} timeout_ms={}", name, timeout.toMillis());
      return new Invocation.TimedOut(timeout);
    } catch (InterruptedException e) {
      run.cancel(true);
      throw e;
    }
  }

  private byte[] handle(byte[] event) {
    FunctionInvoked invoked = new FunctionInvoked(name, memoryMb);
    invoked.begin();
    try {
      return answer(event);
    } finally {
      invoked.commit();
    }
  }

  private byte[] answer(byte[] event) {
    LambdaContext context = new LambdaContext(name, timeout, memoryMb);
    Object input = codec.input().fromJson(new ByteArrayInputStream(event));
    Object answer = handler.handleRequest(input, context);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    codec.output().toJson(answer, json);
    if (json.size() > MAX_PAYLOAD_BYTES) {
      throw new IllegalStateException(
          "the answer has %d bytes, Lambda carries %d".formatted(json.size(), MAX_PAYLOAD_BYTES));
    }
    return json.toByteArray();
  }
}
