package dev.shutterhook.localcloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The template of these tests, as a file. */
public final class Fixtures {
  private Fixtures() {}

  /** Writes the template into a folder. */
  public static Path cloudTemplate(Path folder) {
    return write(folder, "cloud.yaml", cloudYaml());
  }

  public static String cloudYaml() {
    try (InputStream in = Fixtures.class.getResourceAsStream("/cloud.yaml")) {
      if (in == null) {
        throw new IllegalStateException("cloud.yaml is not among the test resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
