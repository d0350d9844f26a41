package dev.shutterhook.benchmark;

import dev.shutterhook.localcloud.template.FunctionResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long functions take for a capture, by the receipt that {@link CaptureCost} prints and {@code
 * docs/cost.md} shows: what is published there is what is simulated with.
 *
 * @param page its text
 */
record MeasuredSeconds(String page) {
  private static final double MB_IN_GB = 1_024;

  /** Of the page of this repository. */
  static MeasuredSeconds read(Path root) throws IOException {
    return new MeasuredSeconds(Files.readString(root.resolve("docs/cost.md")));
  }

  /** Seconds of that function. */
  double of(FunctionResource function) {
    Matcher row =
        Pattern.compile(
                "^\\| " + Pattern.quote(function.logicalId()) + ", duration \\| ([0-9.]+) GB-s \\|",
                Pattern.MULTILINE)
            .matcher(page);
    if (!row.find()) {
      throw new IllegalStateException(
          "docs/cost.md does not say how long it takes: " + function.logicalId());
    }
    return Double.parseDouble(row.group(1)) * MB_IN_GB / function.memoryMb();
  }
}
