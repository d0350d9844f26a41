package dev.shutterhook.benchmark;

import dev.shutterhook.render.Rehearsal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Those who take part in a run. */
record Field(List<Contender> contenders) implements AutoCloseable {

  /** How our engine is called. */
  static final String OURS = "shutterhook";

  /** The bare protocol. */
  static final String FLOOR = "floor";

  /** The bare protocol through our guard. */
  static final String GUARDED = "guarded";

  /** One capture and the writing of the cache; measured 4 s. */
  private static final Duration REHEARSAL_TIMEOUT = Duration.ofMinutes(1);

  /** The functions' own flags, as the image starts them. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xmx768m",
          "--enable-native-access=ALL-UNNAMED",
          "-Djdk.virtualThreadScheduler.parallelism=8");

  /** Starts all of them, or those that the words name. */
  static Field start(List<String> wanted) throws IOException, InterruptedException {
    Field field = new Field(new ArrayList<>());
    Map<String, List<String>> commands = commands();
    if (isWanted(wanted, List.copyOf(commands.keySet()), OURS)) {
      rehearse();
    }
    for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
      if (isWanted(wanted, List.copyOf(commands.keySet()), entry.getKey())) {
        field.contenders.add(Contender.start(entry.getKey(), entry.getValue()));
      }
    }
    return field;
  }

  /** The bare protocol with and without our guard. */
  static Field guardedAndNot() throws IOException {
    Field field = new Field(new ArrayList<>());
    List<String> floor = commands().getOrDefault(FLOOR, List.of());
    List<String> guarded = java();
    guarded.addAll(List.of("-cp", System.getProperty("java.class.path")));
    guarded.add(GuardedContender.class.getName());
    guarded.addAll(floor);
    field.contenders.add(Contender.start(FLOOR, floor));
    field.contenders.add(Contender.start(GUARDED, guarded));
    return field;
  }

  /** Whether a name is among the words, or no name of its kind is. */
  static boolean isWanted(List<String> words, List<String> kind, String name) {
    return words.contains(name) || words.stream().noneMatch(kind::contains);
  }

  /** How each is started. */
  static Map<String, List<String>> commands() {
    String program = property("shutterhook.chromium");
    String peers = property("shutterhook.peers");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(OURS, ours(program));
    commands.put("puppeteer", List.of("node", peers + "/puppeteer.mjs", program));
    commands.put("playwright", List.of("node", peers + "/playwright.mjs", program));
    commands.put(FLOOR, List.of("node", peers + "/floor.mjs", program));
    return commands;
  }

  private static List<String> ours(String program) {
    List<String> command = java();
    command.add("-XX:AOTCache=" + cache());
    String own = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    command.addAll(List.of("-cp", jars() + File.pathSeparator + own));
    command.addAll(List.of(OursContender.class.getName(), program));
    return command;
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    return command;
  }

  /** The image's jars, in the image's way to name them. */
  private static String jars() {
    return property("shutterhook.root") + "/render-function/target/image/lib/*";
  }

  private static Path cache() {
    return Path.of(property("shutterhook.root"), "benchmark", "target", "render.aot");
  }

  /** Makes the cache of classes that our JVM starts with, as the image's build makes it. */
  static void rehearse() throws IOException, InterruptedException {
    List<String> command = java();
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache(), "-Xlog:aot=off", "-cp", jars()));
    command.addAll(List.of(Rehearsal.class.getName(), property("shutterhook.chromium")));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("AWS_REGION", "us-east-1");
    Process rehearsal = builder.start();
    if (!rehearsal.waitFor(REHEARSAL_TIMEOUT) || rehearsal.exitValue() != 0) {
      rehearsal.destroy();
      throw new IOException("the rehearsal failed");
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  @Override
  public void close() throws IOException {
    for (Contender contender : contenders) {
      contender.close();
    }
  }
}
