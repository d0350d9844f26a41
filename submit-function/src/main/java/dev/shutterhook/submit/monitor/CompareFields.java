package dev.shutterhook.submit.monitor;

import static dev.shutterhook.core.monitor.CompareSettings.DEFAULT;

import dev.shutterhook.core.monitor.Baseline;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Mask;
import dev.shutterhook.core.options.Text;
import dev.shutterhook.core.options.TextPattern;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a monitor's run counts as changed, as a client writes it. */
final class CompareFields {
  private static final Range SHARE = new Range(0, 1, "");
  private static final Range LEARNED = new Range(0, CompareSettings.MAX_LEARN_NOISE, "");
  private static final Range PLACE = new Range(0, Box.MAX_EDGE, "px");
  private static final Range SIZE = new Range(1, Box.MAX_EDGE, "px");

  private CompareFields() {}

  /** The defaults where there is none; faults stay in the fields. */
  static CompareSettings read(Fields fields) {
    return fields.inner("compare").map(CompareFields::settings).orElse(DEFAULT);
  }

  private static CompareSettings settings(Fields fields) {
    return new CompareSettings(
        fields.choice("baseline", Baseline.class).orElse(DEFAULT.baseline()),
        fields.number("threshold", SHARE).orElse(DEFAULT.threshold()),
        fields.number("pixel_threshold", SHARE).orElse(DEFAULT.pixelThreshold()),
        fields.inners("mask", CompareSettings.MAX_MASKS).stream()
            .flatMap(mask -> mask(mask).stream())
            .toList(),
        fields
            .list("ignore_text", CompareSettings.MAX_PATTERNS, CompareFields::pattern)
            .orElse(List.of()),
        fields.flag("confirm", DEFAULT.confirm()),
        fields.integer("learn_noise", LEARNED).orElse(DEFAULT.learnNoise()));
  }

  /** A selector or a rectangle; empty where it is neither, or faulty. */
  private static Optional<Mask> mask(Fields fields) {
    boolean selector = fields.given("selector");
    List<String> edges = Stream.of("x", "y", "width", "height").filter(fields::given).toList();
    if (selector && !edges.isEmpty()) {
      fields.fault(edges.getFirst(), "cannot be given together with selector");
    } else if (selector) {
      return fields
          .parsed("selector", Text.MAX_BYTES, Text::plain)
          .map(text -> new Mask(text, null));
    } else if (edges.isEmpty()) {
      fields.fault("selector", "is required, unless x, y, width and height are given");
    }
    return selector || edges.isEmpty() ? Optional.empty() : box(fields);
  }

  private static Optional<Mask> box(Fields fields) {
    int x = required(fields, "x", PLACE);
    int y = required(fields, "y", PLACE);
    int width = required(fields, "width", SIZE);
    int height = required(fields, "height", SIZE);
    return x < 0 || y < 0 || width < 0 || height < 0
        ? Optional.empty()
        : Optional.of(new Mask(null, new Box(x, y, width, height)));
  }

  /** Negative where it is missing or faulty. */
  private static int required(Fields fields, String name, Range range) {
    if (!fields.given(name)) {
      fields.fault(name, "is required");
    }
    return fields.integer(name, range).orElse(-1);
  }

  private static String pattern(String text) {
    return TextPattern.parse(Text.entry(text)).source();
  }
}
