package dev.shutterhook.render.containment;

import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The hostile page's files, and what they are told of their targets. */
final class Page {
  private Page() {}

  /** A file of the page. */
  static String of(String name) {
    try (InputStream file = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script that tries every way to every target. */
  static String script(String site) {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("site", site + "/reached");
    for (Secret secret : Secret.values()) {
      targets.put(secret.name(), secret.url());
      targets.put(secret.name() + "6", secret.urlByIpv6());
    }
    targets.put("named", "http://metadata.test/latest/meta-data/iam/security-credentials/role");
    targets.put("undialled", "http://" + Names.PUBLIC + ":" + Host.UNDIALLED_PORT + "/");
    return "const SITE = %s, TARGETS = %s, LISTENERS = %s;%n"
            .formatted(
                Json.write(site),
                Json.write(targets),
                Json.write(List.copyOf(Listeners.onLoopback())))
        + of("attack.js");
  }

  static String reportTo(String to) {
    Map<String, Object> endpoint = Map.of("endpoints", List.of(Map.of("url", to)));
    Map<String, Object> group = new LinkedHashMap<>(endpoint);
    group.put("group", "nel");
    group.put("max_age", 600);
    return Json.write(group);
  }
}
