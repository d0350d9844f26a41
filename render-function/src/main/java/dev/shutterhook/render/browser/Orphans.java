package dev.shutterhook.render.browser;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What a killed browser leaves: its children, which Linux gives to the machine's first process. In
 * a container that may be one that collects nobody, and then each stays as a zombie for as long as
 * the container lives, of which Lambda allows 1,024. So they are given to this process
 * (PR_SET_CHILD_SUBREAPER, prctl(2)), which collects them.
 */
@SuppressWarnings("restricted")
final class Orphans {
  /** More than a browser has processes. */
  static final int MAX_COLLECTED = 1_024;

  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int WNOHANG = 1;

  private static final MethodHandle PRCTL =
      handle(
          "prctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
  private static final MethodHandle WAITPID =
      handle("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private Orphans() {}

  /** From now on, whose parent ends is this process's child. Where Linux refuses, nothing is. */
  static void adopt() {
    call(PRCTL, PR_SET_CHILD_SUBREAPER, 1L);
  }

  /**
   * Collects what has ended of a process group. Whether some of it is still to end: a process whose
   * first thread is a zombie can be collected when its other threads are gone.
   *
   * @param group whose leader the JDK has collected already, as it wants to know how it ended
   */
  static boolean collect(long group) {
    int collected;
    int times = 0;
    do {
      collected = call(WAITPID, (int) -group, MemorySegment.NULL, WNOHANG);
    } while (collected > 0 && ++times < MAX_COLLECTED);
    return collected == 0;
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the system broke", e);
    }
  }
}
