package dev.shutterhook.localrunner.rie;

import dev.shutterhook.localcloud.template.FunctionResource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lambda's Java runtime as it is started for a zip function: AWS's runtime client with the flags of
 * the managed runtime. The client loads the function from the working directory and {@code /opt}.
 */
public final class JavaRuntime {
  /** What the runtime client is made of; the managed runtime brings these itself. */
  private static final List<String> OF_THE_RUNTIME =
      List.of(
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          "com.amazonaws.services.lambda.runtime.RequestHandler",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  /** The managed runtime leaves the rest to the JVM itself. */
  private static final double HEAP_SHARE = 0.85;

  private static final int KIB_PER_MIB = 1024;

  private JavaRuntime() {}

  /** The command for a function; flags of one's own come after the runtime's. */
  public static List<String> command(FunctionResource function, Path temporary, String... flags)
      throws IOException {
    return command(function, List.of(), temporary, flags);
  }

  /**
   * The same with jars of the function on the JVM's own class path, as an image has them.
   *
   * @param jars of the function, after those of the runtime
   */
  public static List<String> command(
      FunctionResource function, List<Path> jars, Path temporary, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:MaxHeapSize=" + (long) (function.memoryMb() * KIB_PER_MIB * HEAP_SHARE) + "k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.io.tmpdir=" + Files.createDirectories(temporary)));
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "-cp",
            Stream.concat(jars(), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(":")),
            OF_THE_RUNTIME.getFirst(),
            function.handler() + "::handleRequest"));
    return command;
  }

  /** The command of an image that is built of those jars, with the flags of its Dockerfile. */
  public static List<String> image(FunctionResource function, Path jars, Path temporary) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:MaxRAMPercentage=25",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-Djdk.virtualThreadScheduler.parallelism=8",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        jars + "/*",
        OF_THE_RUNTIME.getFirst(),
        function.handler() + "::handleRequest");
  }

  /** The same in a mount namespace of its own, where {@code /opt} is what the layers bring. */
  public static List<String> underOpt(Path opt, List<String> command) {
    List<String> wrapped =
        new ArrayList<>(
            List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" /opt && exec \"$@\"",
                opt.toString()));
    wrapped.addAll(command);
    return wrapped;
  }

  private static Stream<Path> jars() {
    return OF_THE_RUNTIME.stream().map(JavaRuntime::jarOf);
  }

  private static Path jarOf(String name) {
    try {
      Class<?> type = Class.forName(name, false, JavaRuntime.class.getClassLoader());
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the class path lacks Lambda's runtime client", e);
    }
  }
}
