package dev.shutterhook.render.containment;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.render.Captures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs inside the network of its own: {@code FINDINGS_FILE HEADLESS_SHELL [FULL_CHROMIUM]}. Writes
 * what it found as JSON; what that means is said outside.
 */
final class Experiments {
  static final String CONTROL = "control";
  static final String REBINDING = "rebinding";
  static final String GUARD_LOST = "guard lost";
  static final String NO_GUARD = "no guard";
  static final String BY_URL = " by url";
  static final String BY_HTML = " by html";
  static final String BY_SCRIPT = " by js";

  private static final String SECURE_PAGE = "http://" + Names.SECURE_SITE + "/hostile.html";
  private static final String CALM_PAGE = "http://" + Names.SITE + "/calm.html";
  private static final String SCRIPT = "http://" + Names.SITE + "/attack.js";

  private final World world;
  private final Map<String, Finding> findings = new LinkedHashMap<>();

  private Experiments(World world) {
    this.world = world;
  }

  /** The two kinds of Chromium, as the findings name them. */
  static List<String> kinds() {
    return List.of("headless-shell", "chromium");
  }

  public static void main(String[] arguments) throws Exception {
    try (World world = World.open()) {
      Experiments experiments = new Experiments(world);
      Path shell = Path.of(arguments[1]);
      experiments.observe(REBINDING, () -> Rebinding.run(world));
      experiments.byUrl(kinds().getFirst(), shell);
      experiments.byHtmlAndScript(kinds().getFirst(), shell);
      if (arguments.length > 2) {
        experiments.byUrl(kinds().getLast(), Path.of(arguments[2]));
      }
      experiments.withoutGuard(shell);
      // Last: the kernel tells of the groups that it joins for mDNS until some seconds after its
      // end.
      experiments.observe(CONTROL, () -> BareBrowser.visit(shell, SECURE_PAGE, world.site()));
      Files.writeString(Path.of(arguments[0]), Json.write(experiments.findings));
    }
    System.exit(0);
  }

  /** The site's name is one that browsers trust, so that nothing is kept from the page. */
  private void byUrl(String kind, Path program) throws Exception {
    take(kind + BY_URL, program, GuardedBrowser.patient(Captures.of(SECURE_PAGE)));
  }

  private void byHtmlAndScript(String kind, Path program) throws Exception {
    String byHtml = Page.of("hostile.html").replace("/attack.js", SCRIPT);
    String js =
        """
        const s = document.createElement('script'); s.src = '%s'; document.body.append(s);
        while (!window.attacked) await new Promise(done => setTimeout(done, 50));
        """
            .formatted(SCRIPT);
    take(kind + BY_HTML, program, GuardedBrowser.patient(Captures.ofHtml(byHtml)));
    // The calm page would be waited for in vain: the script comes after that.
    Captures calm = GuardedBrowser.lingering(Captures.of(CALM_PAGE));
    take(kind + BY_SCRIPT, program, calm.with("js", js));
  }

  private void take(String name, Path program, Captures captures) throws Exception {
    observe(
        name,
        () -> {
          try (GuardedBrowser browser = new GuardedBrowser(program, world)) {
            return browser.take(captures);
          }
        });
  }

  private void withoutGuard(Path shell) throws Exception {
    observe(
        GUARD_LOST,
        () -> {
          try (GuardedBrowser browser = new GuardedBrowser(shell, world)) {
            return browser.takeAndLoseGuard(Captures.of(SECURE_PAGE).with("delay", 4));
          }
        });
    observe(
        NO_GUARD,
        () -> {
          try (GuardedBrowser browser = new GuardedBrowser(shell, world)) {
            return browser.takeWithoutGuard(Captures.of(SECURE_PAGE));
          }
        });
  }

  private void observe(String name, World.Experiment experiment) throws Exception {
    Finding finding = world.observe(experiment);
    findings.put(name, finding);
    System.out.println(name + ": " + finding.summary());
  }
}
