package dev.shutterhook.localrunner.rie;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.stream.Stream;

/** AWS's Runtime Interface Emulator, which ships inside aws-sam-cli. */
public final class EmulatorProgram {
  /** Names the program where it lies elsewhere. */
  public static final String PROPERTY = "shutterhook.rie";

  private static final String VENV = ".shutterhook/venv";
  private static final int DEPTH_IN_VENV = 7;

  private EmulatorProgram() {}

  /**
   * The program for this machine's processor.
   *
   * @throws IllegalStateException where it is not there; the message says how to get it
   */
  public static Path find(Path root) {
    Path venv = root.resolve(VENV);
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .or(() -> in(venv))
        .filter(Files::isExecutable)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Runtime Interface Emulator: python3 -m venv "
                        + VENV
                        + " && "
                        + VENV
                        + "/bin/pip install aws-sam-cli, or name it by -D"
                        + PROPERTY
                        + "="));
  }

  private static Optional<Path> in(Path venv) {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    PathMatcher name =
        FileSystems.getDefault()
            .getPathMatcher("glob:**/samcli/local/rapid/aws-lambda-rie-" + processor);
    if (!Files.isDirectory(venv)) {
      return Optional.empty();
    }
    try (Stream<Path> files =
        Files.find(venv, DEPTH_IN_VENV + 1, (path, _) -> name.matches(path))) {
      return files.findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
