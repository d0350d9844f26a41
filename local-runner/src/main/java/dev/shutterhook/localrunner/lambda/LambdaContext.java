package dev.shutterhook.localrunner.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a handler may ask of its invocation. Time runs from the object's making, monotonically. */
final class LambdaContext implements Context {

  private static final String VERSION = "$LATEST";

  private final String requestId = UUID.randomUUID().toString();
  private final String functionName;
  private final long deadlineNanos;
  private final int memoryMb;

  LambdaContext(String functionName, Duration timeout, int memoryMb) {
    this.functionName = functionName;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    this.memoryMb = memoryMb;
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + functionName;
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return functionName;
  }

  @Override
  public String getFunctionVersion() {
    return VERSION;
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + functionName;
  }

  /** None: only mobile SDKs send one. */
  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  /** None: only mobile SDKs send one. */
  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return memoryMb;
  }

  @Override
  public LambdaLogger getLogger() {
    return new StandardOutput();
  }

  /**
   * Lambda's logger writes what it is given; the reader of a terminal wants the line's end, too.
   */
  private static final class StandardOutput implements LambdaLogger {

    @Override
    public void log(String message) {
      System.out.println(message.stripTrailing());
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }
}
