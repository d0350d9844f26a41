package dev.shutterhook.localrunner.lambda;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Tells a flight recording of an invocation, with its duration: {@value #NAME}. What Lambda's line
 * REPORT tells. Costs nothing where none is made.
 */
@Name(FunctionInvoked.NAME)
@Label("Function Invoked")
@Category({"Shutterhook", "Lambda"})
@StackTrace(false)
public final class FunctionInvoked extends Event {
  public static final String NAME = "dev.shutterhook.FunctionInvoked";

  @Label("Function")
  final String function;

  @Label("Memory Size")
  final int memoryMb;

  FunctionInvoked(String function, int memoryMb) {
    this.function = function;
    this.memoryMb = memoryMb;
  }
}
