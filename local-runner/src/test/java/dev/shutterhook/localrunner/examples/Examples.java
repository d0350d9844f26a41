package dev.shutterhook.localrunner.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The folder {@code examples}, copied and installed once in a run, and deleted with its end. Where
 * a language is not here, or its registry cannot be reached, the test that asks for it is skipped
 * and says so.
 */
final class Examples implements AutoCloseable {
  private final Path folder;
  private final Map<Language, String> states = new EnumMap<>(Language.class);

  private Examples() throws IOException {
    folder = Files.createTempDirectory("examples");
  }

  /** Gives tests the examples of this run. */
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Examples.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Examples.class))
          .computeIfAbsent("examples", _ -> begun(), Examples.class);
    }

    private static Examples begun() {
      try {
        return new Examples();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts a receiver that has this key; it is ready when it says where it listens. */
  Child receiver(Language language, String key) throws IOException, InterruptedException {
    return Child.start(
        installed(language), Map.of("WEBHOOK_SECRET", key, "PORT", "0"), language.run());
  }

  /** Where a language's example is ready to run. */
  synchronized Path installed(Language language) throws IOException, InterruptedException {
    if (!states.containsKey(language)) {
      copy(language);
      states.put(language, install(language));
    }
    Assumptions.assumeTrue(states.get(language).isEmpty(), states.get(language));
    return folder.resolve(language.folder());
  }

  private void copy(Language language) throws IOException {
    Path from = Path.of(System.getProperty("shutterhook.root"), "examples", language.folder());
    Path to = Files.createDirectory(folder.resolve(language.folder()));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Empty where it went well; else why it could not. */
  private String install(Language language) throws InterruptedException {
    for (List<String> command : language.installing()) {
      Child.Ended ended;
      try (Child child = Child.start(folder.resolve(language.folder()), Map.of(), command)) {
        ended = child.ended();
      } catch (IOException e) {
        return language + " is not here: " + e.getMessage();
      }
      if (ended.status() != 0 && Language.cannotBeReached(ended.text())) {
        return language + " cannot be installed here: " + ended.text();
      }
      if (ended.status() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + ended.text());
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
