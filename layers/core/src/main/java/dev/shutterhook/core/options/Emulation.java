package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.request.Fields;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the page believes of the world.
 *
 * @param darkMode whether the user prefers dark colours
 * @param reducedMotion whether the user prefers less motion
 * @param media which style sheets count; null for screen, and for print where a PDF is made
 * @param locale of the browser, as BCP 47 has it; null for Chromium's own, en-US
 * @param timezone of the browser, as IANA names it; null for UTC
 * @param geolocation null for none
 * @param userAgent null for Chromium's own, or the device's
 * @param javascript whether the page's scripts run
 * @param deterministic whether clock, random numbers and animations stand still
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Emulation(
    boolean darkMode,
    boolean reducedMotion,
    @Nullable Media media,
    @Nullable String locale,
    @Nullable String timezone,
    @Nullable Geolocation geolocation,
    @Nullable String userAgent,
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean javascript,
    boolean deterministic) {
  /** Bytes of a user agent's name. */
  static final int MAX_USER_AGENT_BYTES = 512;

  private static final int MAX_NAME_BYTES = 64;

  /** ISO 639-1 to 639-3. */
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  public static final Emulation NONE =
      new Emulation(false, false, null, null, null, null, null, true, false);

  static Emulation read(Fields fields, Viewport viewport) {
    String device =
        viewport.device() == null
            ? null
            : Device.of(viewport.device())
                .map(Device::userAgent)
                .filter(agent -> !agent.isEmpty())
                .orElse(null);
    return new Emulation(
        fields.flag("dark_mode", false),
        fields.flag("reduced_motion", false),
        fields.choice("media", Media.class).orElse(null),
        fields.parsed("locale", MAX_NAME_BYTES, Emulation::languageTag).orElse(null),
        fields.parsed("timezone", MAX_NAME_BYTES, Emulation::zone).orElse(null),
        fields.inner("geolocation").flatMap(Geolocation::read).orElse(null),
        fields.parsed("user_agent", MAX_USER_AGENT_BYTES, Headers::value).orElse(device),
        fields.flag("javascript", true),
        fields.flag("deterministic", false));
  }

  private static String languageTag(String text) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
      // Of a tag without a language, for private use for example, the browser makes nothing.
      if (LANGUAGE.matcher(locale.getLanguage()).matches()) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException e) {
      // Said below, as for a tag of nothing.
    }
    throw new IllegalArgumentException("must be a language tag like de-DE");
  }

  private static String zone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new IllegalArgumentException("must be a time zone like Europe/Berlin");
    }
    return text;
  }
}
