package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length on paper, as CSS spells it: {@code 210mm}, {@code 8.5in}, {@code 2cm}, {@code 72pt},
 * {@code 96px}.
 *
 * @param number of units, from 0 to {@value #MAX_INCHES} inches
 * @param unit one of in, cm, mm, pt, px
 */
public record Length(BigDecimal number, String unit) {
  /** As long as the longest page that PDF 1.7 knows. */
  public static final int MAX_INCHES = 200;

  private static final Pattern SPELLED =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,4})?)(in|cm|mm|pt|px)");

  public Length {
    double inches = inches(number, unit);
    if (!(inches >= 0 && inches <= MAX_INCHES)) {
      throw new IllegalArgumentException("must be from 0 to " + MAX_INCHES + "in");
    }
  }

  /**
   * Reads a length.
   *
   * @throws IllegalArgumentException with a message for the client where it is none
   */
  @JsonCreator
  public static Length parse(String text) {
    Matcher found = SPELLED.matcher(text.strip());
    if (!found.matches()) {
      throw new IllegalArgumentException("must be a length like 210mm, 8.5in, 2cm, 72pt or 96px");
    }
    return new Length(new BigDecimal(found.group(1)), found.group(2));
  }

  /** CSS Values 4, section 6.2: an inch is 2.54 cm, 72 pt and 96 px. */
  public double inches() {
    return inches(number, unit);
  }

  private static double inches(BigDecimal number, String unit) {
    return switch (unit) {
      case "in" -> number.doubleValue();
      case "cm" -> number.doubleValue() / 2.54;
      case "mm" -> number.doubleValue() / 25.4;
      case "pt" -> number.doubleValue() / 72;
      case "px" -> number.doubleValue() / 96;
      default -> throw new IllegalArgumentException("not a unit: " + unit);
    };
  }

  @Override
  @JsonValue
  public String toString() {
    return number.toPlainString() + unit;
  }
}
