package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.request.Fields;
import java.util.List;

/**
 * When a page that can be shown counts as a failure all the same.
 *
 * @param failOnHttpError where its status is 400 or more
 * @param failIfText where its visible text contains one of these, in any case
 * @param failUnlessText where its visible text lacks one of these, in any case
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Rules(boolean failOnHttpError, List<String> failIfText, List<String> failUnlessText) {
  public static final Rules NONE = new Rules(false, List.of(), List.of());

  public Rules {
    failIfText = failIfText == null ? List.of() : List.copyOf(failIfText);
    failUnlessText = failUnlessText == null ? List.of() : List.copyOf(failUnlessText);
  }

  static Rules read(Fields fields) {
    return new Rules(
        fields.flag("fail_on_http_error", false),
        fields.list("fail_if_text", Text.MAX_ENTRIES, Text::entry).orElse(List.of()),
        fields.list("fail_unless_text", Text.MAX_ENTRIES, Text::entry).orElse(List.of()));
  }
}
