package dev.shutterhook.localrunner.suite;

import dev.shutterhook.localcloud.Backing;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the suite shall run here.
 *
 * @param template the SAM template
 * @param parameters the template's parameters where they differ from their defaults
 * @param environment a function's variables where a machine differs from the image, such as {@code
 *     RenderFunction.CHROMIUM}
 * @param backing emulators of this process and whether anything is kept, or services elsewhere
 * @param port of the gateway; 0 takes a free one
 */
public record SuiteOptions(
    Path template,
    Map<String, String> parameters,
    Map<String, String> environment,
    Backing backing,
    int port) {
  public SuiteOptions {
    parameters = Map.copyOf(parameters);
    environment = Map.copyOf(environment);
  }
}
