package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.core.request.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client changes in the page once it has loaded, in the order of the components.
 *
 * @param css a style sheet that is added; null for none
 * @param js JavaScript that is run in the page's own world; null for none
 * @param hide selectors of elements that become invisible and keep their place
 * @param click selectors of elements that are clicked, one after the other
 * @param scrollTo where the page is scrolled to; null for nowhere
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
    @Nullable ScrollTo scrollTo) {
  /** Of the UTF-8 of a style sheet or a script. */
  public static final int MAX_CODE_BYTES = 64 * 1024;

  public static final Changes NONE = new Changes(null, null, List.of(), List.of(), null);

  public Changes {
    hide = hide == null ? List.of() : List.copyOf(hide);
    click = click == null ? List.of() : List.copyOf(click);
  }

  static Changes read(Fields fields) {
    return new Changes(
        fields.text("css", MAX_CODE_BYTES).orElse(null),
        fields.text("js", MAX_CODE_BYTES).orElse(null),
        fields.list("hide", Text.MAX_ENTRIES, Text::entry).orElse(List.of()),
        fields.list("click", Text.MAX_ENTRIES, Text::entry).orElse(List.of()),
        ScrollTo.read(fields));
  }
}
