package dev.shutterhook.render.emulation;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Emulation;
import dev.shutterhook.core.options.Geolocation;
import dev.shutterhook.core.options.Media;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.render.devtools.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a page believe what a client's options say of its visitor, before it navigates. */
public final class Emulator {
  private final Viewport viewport;
  private final Emulation emulation;

  public Emulator(CaptureOptions options) {
    this.viewport = options.viewport();
    this.emulation = options.emulation();
  }

  /** Posts everything to a page. */
  public void set(Session page) {
    screen().postTo(page);
    everywhere().forEach(command -> command.postTo(page));
    media().forEach(command -> command.postTo(page));
    Geolocation place = emulation.geolocation();
    if (place != null) {
      new Command(
              "Emulation.setGeolocationOverride",
              Map.of(
                  "latitude", place.latitude(),
                  "longitude", place.longitude(),
                  "accuracy", place.accuracy()))
          .postTo(page);
    }
  }

  /** Whether frames in processes of their own have to be told something. */
  public boolean reachesFrames() {
    return !everywhere().isEmpty();
  }

  /** Tells a foreign frame what the page's own commands do not tell it. */
  public void join(Session frame) {
    everywhere().forEach(command -> command.tell(frame));
  }

  /**
   * Permits what the client has set to every page of a browser context: one that redirects to
   * another origin is still the page that was asked for.
   */
  public void permit(Session browser, String context) {
    if (emulation.geolocation() != null) {
      browser.tell(
          "Browser.grantPermissions",
          Map.of("permissions", List.of("geolocation"), "browserContextId", context));
    }
  }

  private Command screen() {
    boolean wide = viewport.width() > viewport.height();
    Map<String, Object> turn =
        wide
            ? Map.of("type", "landscapePrimary", "angle", viewport.mobile() ? 90 : 0)
            : Map.of("type", "portraitPrimary", "angle", 0);
    return new Command(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", viewport.width(),
            "height", viewport.height(),
            "deviceScaleFactor", viewport.scale(),
            "mobile", viewport.mobile(),
            "screenWidth", viewport.width(),
            "screenHeight", viewport.height(),
            "screenOrientation", turn));
  }

  private List<Command> everywhere() {
    List<Command> commands = new ArrayList<>();
    UserAgent.of(emulation).ifPresent(commands::add);
    if (emulation.locale() != null) {
      commands.add(
          new Command("Emulation.setLocaleOverride", Map.of("locale", emulation.locale())));
    }
    if (emulation.timezone() != null) {
      commands.add(
          new Command("Emulation.setTimezoneOverride", Map.of("timezoneId", emulation.timezone())));
    }
    if (viewport.touch()) {
      commands.add(new Command("Emulation.setTouchEmulationEnabled", Map.of("enabled", true)));
    }
    if (!emulation.javascript()) {
      commands.add(new Command("Emulation.setScriptExecutionDisabled", Map.of("value", true)));
    }
    return commands;
  }

  private List<Command> media() {
    List<Map<String, String>> features = new ArrayList<>();
    if (emulation.darkMode()) {
      features.add(Map.of("name", "prefers-color-scheme", "value", "dark"));
    }
    if (emulation.reducedMotion()) {
      features.add(Map.of("name", "prefers-reduced-motion", "value", "reduce"));
    }
    Media media = emulation.media();
    if (features.isEmpty() && media == null) {
      return List.of();
    }
    String name = media == null ? "" : media.name().toLowerCase(Locale.ROOT);
    return List.of(
        new Command("Emulation.setEmulatedMedia", Map.of("media", name, "features", features)));
  }
}
