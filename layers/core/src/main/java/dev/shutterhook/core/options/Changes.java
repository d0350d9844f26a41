package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.core.request.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the client changes in the page once it has loaded, in the order of the components.
 *
 * @param css a style sheet that is added; null for none
 * @param js JavaScript that is run in the page's own world; null for none
 * @param hide selectors of elements that become invisible and keep their place
 * @param click selectors of elements that are clicked, one after the other
 * @param scrollTo where the page is scrolled to; null for nowhere
 * @param mask selectors of elements that are painted over before a picture is taken
 * @param maskText patterns of text that is painted over, as {@link TextPattern} spells them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Changes(
    @JsonSerialize(using = Packed.Serializer.class)
        @JsonDeserialize(using = Packed.Deserializer.class)
        @Nullable String css,
    @JsonSerialize(using = Packed.Serializer.class)
        @JsonDeserialize(using = Packed.Deserializer.class)
        @Nullable String js,
    List<String> hide,
    List<String> click,
    @Nullable ScrollTo scrollTo,
    List<String> mask,
    List<String> maskText) {
  /** Of the UTF-8 of a style sheet or a script. */
  public static final int MAX_CODE_BYTES = 64 * 1024;

  /** Of the UTF-8 of all masks of a request: they come back with what they came to. */
  public static final int MAX_MASK_BYTES = 8 * 1024;

  public static final Changes NONE =
      new Changes(null, null, List.of(), List.of(), null, List.of(), List.of());

  public Changes {
    hide = hide == null ? List.of() : List.copyOf(hide);
    click = click == null ? List.of() : List.copyOf(click);
    mask = mask == null ? List.of() : List.copyOf(mask);
    maskText = maskText == null ? List.of() : List.copyOf(maskText);
  }

  static Changes read(Fields fields) {
    List<String> mask = fields.list("mask", Text.MAX_ENTRIES, Text::entry).orElse(List.of());
    List<String> maskText =
        fields.list("mask_text", Text.MAX_ENTRIES, TextPattern::spelled).orElse(List.of());
    if (Stream.of(mask, maskText).flatMap(List::stream).mapToInt(Changes::bytes).sum()
        > MAX_MASK_BYTES) {
      String field = mask.isEmpty() ? "mask_text" : "mask";
      fields.fault(field, "must be at most " + MAX_MASK_BYTES + " bytes, with mask_text");
    }
    return new Changes(
        fields.text("css", MAX_CODE_BYTES).orElse(null),
        fields.text("js", MAX_CODE_BYTES).orElse(null),
        fields.list("hide", Text.MAX_ENTRIES, Text::entry).orElse(List.of()),
        fields.list("click", Text.MAX_ENTRIES, Text::entry).orElse(List.of()),
        ScrollTo.read(fields),
        mask,
        maskText);
  }

  /** All that is painted over, in the order in which it is reported. */
  public List<String> masks() {
    return Stream.concat(mask.stream(), maskText.stream()).toList();
  }

  /** The same changes, and these are painted over besides. */
  Changes masking(List<String> selectors, List<String> patterns) {
    return new Changes(
        css, js, hide, click, scrollTo, both(mask, selectors), both(maskText, patterns));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }
}
