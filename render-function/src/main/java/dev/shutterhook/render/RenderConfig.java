package dev.shutterhook.render;

import dev.shutterhook.core.config.Waits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.EgressPorts;
import dev.shutterhook.core.seal.SealingKey;
import java.nio.file.Path;

/**
 * What RenderFunction is told by its environment.
 *
 * @param artifactsBucket where pictures go
 * @param renderQueueUrl where orders come from
 * @param outcomeQueueUrl where reports go
 * @param chromium the program, headless-shell or full
 * @param egressPolicy how far pages may reach
 * @param egressPorts at which ports, where that is strict
 * @param sealingKey opens what captures say in confidence
 * @param renderConcurrency captures at once, 1 to {@value #MAX_CONCURRENCY}; each takes 100 to 300
 *     MB
 * @param renderRetryWaits before the second try, the third and so on
 */
public record RenderConfig(
    String artifactsBucket,
    String renderQueueUrl,
    String outcomeQueueUrl,
    String chromium,
    EgressPolicy egressPolicy,
    EgressPorts egressPorts,
    SealingKey sealingKey,
    int renderConcurrency,
    Waits renderRetryWaits) {
  public static final int MAX_CONCURRENCY = 64;

  public RenderConfig {
    if (renderConcurrency < 1 || renderConcurrency > MAX_CONCURRENCY) {
      throw new IllegalArgumentException("RENDER_CONCURRENCY must be from 1 to " + MAX_CONCURRENCY);
    }
  }

  Path program() {
    return Path.of(chromium);
  }
}
