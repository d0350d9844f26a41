package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.webhook.Inlined;
import dev.shutterhook.core.webhook.WebhookBody;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's body.
 *
 * @param body as it is stored
 * @param inlined what is put into it when it is sent; null for nothing
 */
public record Announcement(String body, @Nullable Inlined inlined) {
  static Announcement of(ObjectNode event) {
    return new Announcement(WebhookBody.write(event), null);
  }

  /**
   * A body that carries an artifact.
   *
   * @param field the first of that name, whose value is an empty text; only ASCII stands before it
   */
  static Announcement with(String key, String field, ObjectNode event) {
    String body = WebhookBody.write(event);
    String place = "\"" + field + "\":\"";
    int at = body.indexOf(place);
    if (at < 0) {
      throw new IllegalArgumentException("the body has no field " + field);
    }
    return new Announcement(body, new Inlined(key, at + place.length()));
  }
}
