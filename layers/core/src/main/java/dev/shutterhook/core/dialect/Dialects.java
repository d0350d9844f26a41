package dev.shutterhook.core.dialect;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dialects by their names. */
public final class Dialects {
  /** Our own. */
  public static final Dialect NATIVE = new NativeDialect();

  public static final Dialect SCREENSHOT_API = new ScreenshotApi();
  public static final Dialect SCREENSHOTLY = new Screenshotly();
  public static final Dialect TOOL_CENTER = new ToolCenter();
  public static final Dialect SCREENSHOT_RUN = new ScreenshotRun();
  public static final Dialect PX_SHOT = new PxShot();

  private static final Map<String, Dialect> BY_NAME =
      all().stream().collect(Collectors.toUnmodifiableMap(Dialect::name, Function.identity()));

  private Dialects() {}

  public static List<Dialect> all() {
    return List.of(NATIVE, SCREENSHOT_API, SCREENSHOTLY, TOOL_CENTER, SCREENSHOT_RUN, PX_SHOT);
  }

  /**
   * The dialect of that name.
   *
   * @throws IllegalArgumentException where there is none, as for what a newer version has stored
   */
  public static Dialect of(String name) {
    Dialect dialect = BY_NAME.get(name);
    if (dialect == null) {
      throw new IllegalArgumentException("no dialect of this version");
    }
    return dialect;
  }
}
