package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.Optional;

/**
 * Where the page believes itself to be. Asking for it is then permitted.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param accuracy metres
 */
public record Geolocation(double latitude, double longitude, double accuracy) {
  public static final Range LATITUDE = new Range(-90, 90, "");
  public static final Range LONGITUDE = new Range(-180, 180, "");
  public static final Range ACCURACY = new Range(0, 100_000, "m");

  /** Where the client gives none: as good as a phone's. */
  static final double DEFAULT_ACCURACY = 10;

  public Geolocation {
    LATITUDE.require("latitude", latitude);
    LONGITUDE.require("longitude", longitude);
    ACCURACY.require("accuracy", accuracy);
  }

  static Optional<Geolocation> read(Fields fields) {
    Optional<Double> latitude = required(fields, "latitude", LATITUDE);
    Optional<Double> longitude = required(fields, "longitude", LONGITUDE);
    double accuracy = fields.number("accuracy", ACCURACY).orElse(DEFAULT_ACCURACY);
    return latitude.flatMap(north -> longitude.map(east -> new Geolocation(north, east, accuracy)));
  }

  private static Optional<Double> required(Fields fields, String name, Range range) {
    if (!fields.given(name)) {
      fields.fault(name, "is required");
    }
    return fields.number(name, range);
  }
}
