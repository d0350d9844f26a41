package dev.shutterhook.core.request;

import java.util.List;
import java.util.Set;

/** Which labels of a name may be written from right to left: RFC 5893, section 2. */
final class BidiRule {
  private static final Set<Byte> RIGHT =
      Set.of(
          Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_ARABIC_NUMBER);
  private static final byte LEFT = Character.DIRECTIONALITY_LEFT_TO_RIGHT;
  private static final byte EUROPEAN = Character.DIRECTIONALITY_EUROPEAN_NUMBER;
  private static final byte ARABIC = Character.DIRECTIONALITY_ARABIC_NUMBER;
  private static final byte MARK = Character.DIRECTIONALITY_NONSPACING_MARK;
  private static final Set<Byte> BETWEEN =
      Set.of(
          EUROPEAN,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
          Character.DIRECTIONALITY_OTHER_NEUTRALS,
          Character.DIRECTIONALITY_BOUNDARY_NEUTRAL,
          MARK);

  private BidiRule() {}

  /** Whether the labels keep it; a name without a character from right to left does. */
  static boolean keeps(List<String> labels) {
    boolean matters =
        labels.stream().flatMap(l -> directions(l).stream()).anyMatch(RIGHT::contains);
    return !matters || labels.stream().filter(l -> !l.isEmpty()).allMatch(BidiRule::keeps);
  }

  private static boolean keeps(String label) {
    List<Byte> all = directions(label);
    byte first = all.getFirst();
    if (first == LEFT) {
      return all.stream().allMatch(d -> d == LEFT || BETWEEN.contains(d))
          && (last(all) == LEFT || last(all) == EUROPEAN);
    }
    boolean mixed = all.contains(EUROPEAN) && all.contains(ARABIC);
    return first != ARABIC
        && RIGHT.contains(first)
        && all.stream().allMatch(d -> RIGHT.contains(d) || BETWEEN.contains(d))
        && (RIGHT.contains(last(all)) || last(all) == EUROPEAN)
        && !mixed;
  }

  private static byte last(List<Byte> directions) {
    return directions.reversed().stream().filter(d -> d != MARK).findFirst().orElse(MARK);
  }

  private static List<Byte> directions(String label) {
    return label.codePoints().mapToObj(Character::getDirectionality).toList();
  }
}
