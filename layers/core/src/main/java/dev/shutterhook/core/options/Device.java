package dev.shutterhook.core.options;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A device that a page can be shown on. The list is Playwright's, with its version in the first
 * line of devices.tsv.
 *
 * @param id how a request names it
 * @param name for people
 * @param width CSS pixels, upright
 * @param height CSS pixels, upright
 * @param landscapeWidth CSS pixels, turned
 * @param landscapeHeight CSS pixels, turned
 * @param scale device pixels per CSS pixel
 * @param mobile whether pages get a mobile layout
 * @param touch whether it is touched
 * @param userAgent its browser's; empty for Chromium's own
 */
public record Device(
    String id,
    String name,
    int width,
    int height,
    int landscapeWidth,
    int landscapeHeight,
    double scale,
    boolean mobile,
    boolean touch,
    String userAgent) {
  /** Bytes of a name in a request. */
  static final int MAX_NAME_BYTES = 64;

  private static final Map<String, Device> BY_ID = load();

  /** Every device that a request can name. */
  public static List<Device> all() {
    return List.copyOf(BY_ID.values());
  }

  /** The device of that id. */
  public static Optional<Device> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /**
   * Understands a name in any spelling: {@code iPhone 15 Pro} is {@code iphone_15_pro}.
   *
   * @throws IllegalArgumentException with a message for the client where there is none
   */
  static Device parse(String text) {
    String id =
        text.replace("+", " plus")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_|_$", "");
    return of(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is not a known device; try desktop, iphone_15_pro, pixel_8 or ipad_mini"));
  }

  private static Map<String, Device> load() {
    InputStream in = Device.class.getResourceAsStream("devices.tsv");
    if (in == null) {
      throw new IllegalStateException("devices.tsv is missing beside its class");
    }
    Map<String, Device> devices = new LinkedHashMap<>();
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> row(line.split("\t", -1)))
          .forEach(device -> devices.put(device.id, device));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return devices;
  }

  private static Device row(String[] cell) {
    return new Device(
        cell[0],
        cell[1],
        Integer.parseInt(cell[2]),
        Integer.parseInt(cell[3]),
        Integer.parseInt(cell[4]),
        Integer.parseInt(cell[5]),
        Double.parseDouble(cell[6]),
        Boolean.parseBoolean(cell[7]),
        Boolean.parseBoolean(cell[8]),
        cell[9]);
  }
}
