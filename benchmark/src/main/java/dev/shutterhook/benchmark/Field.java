package dev.shutterhook.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Those who take part in a run. */
record Field(List<Contender> contenders) implements AutoCloseable {

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
  static Field start(List<String> wanted) throws IOException {
    Field field = new Field(new ArrayList<>());
    Map<String, List<String>> commands = commands();
    for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
      if (isWanted(wanted, List.copyOf(commands.keySet()), entry.getKey())) {
        field.contenders.add(Contender.start(entry.getKey(), entry.getValue()));
      }
    }
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
    commands.put("shutterhook", ours(program));
    commands.put("puppeteer", List.of("node", peers + "/puppeteer.mjs", program));
    commands.put("playwright", List.of("node", peers + "/playwright.mjs", program));
    commands.put("floor", List.of("node", peers + "/floor.mjs", program));
    return commands;
  }

  private static List<String> ours(String program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OursContender.class.getName(), program));
    return command;
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
