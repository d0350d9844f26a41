package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.config.Waits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localrunner.suite.SuiteOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a suite shall run, as the terminal says it.
 *
 * @param root where template.yaml lies
 * @param chromium the browser's program
 * @param apiKey the first key
 * @param guard how far pages and webhooks may reach
 * @param retrySchedule another schedule than the template's
 * @param data where everything is kept; in memory where there is none
 * @param port of the gateway
 */
record StackOptions(
    Path root,
    String chromium,
    String apiKey,
    EgressPolicy guard,
    Optional<String> retrySchedule,
    Optional<Path> data,
    int port) {

  /** Two at once, of four captures each: a laptop is no fleet. */
  private static final String RENDER_CONCURRENCY = "2";

  StackOptions {
    retrySchedule.ifPresent(Waits::parse);
  }

  SuiteOptions suite() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("EgressPolicy", guard.name().toLowerCase(Locale.ROOT));
    parameters.put("BootstrapApiKeyHash", ApiKey.hash(apiKey));
    parameters.put("RenderMaximumConcurrency", RENDER_CONCURRENCY);
    retrySchedule.ifPresent(schedule -> parameters.put("RetrySchedule", schedule));
    return new SuiteOptions(
        root.resolve("template.yaml"),
        parameters,
        Map.of("RenderFunction.CHROMIUM", chromium),
        data.<Storage>map(Storage::onDisk).orElseGet(Storage::inMemory),
        port);
  }
}
