package dev.shutterhook.core.request;

/**
 * A closed range of a number in a request, with the field's unit.
 *
 * @param least the least allowed
 * @param most the most allowed
 * @param unit as in "px", or empty
 */
public record Range(double least, double most, String unit) {

  public Range {
    if (least > most) {
      throw new IllegalArgumentException("least is above most");
    }
  }

  /** Whether a number lies in it; NaN never does. */
  public boolean has(double number) {
    return number >= least && number <= most;
  }

  /**
   * For the compact constructors of records.
   *
   * @throws IllegalArgumentException where the number lies outside
   */
  public void require(String field, double number) {
    if (!has(number)) {
      throw new IllegalArgumentException(field + " " + rule());
    }
  }

  /** "must be from 1 to 120 s". */
  public String rule() {
    return "must be from "
        + plain(least)
        + " to "
        + plain(most)
        + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
