package dev.shutterhook.core.egress;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The moment as answers tell it: RFC 9110 section 5.6.7. */
final class HttpDate {
  // Not the JDK's RFC_1123_DATE_TIME, which writes the ninth of a month with one digit.
  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private HttpDate() {}

  /** The field line of an answer that is made, or passed on undated, now. */
  static String field() {
    return "Date: " + FIXED.format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n";
  }
}
