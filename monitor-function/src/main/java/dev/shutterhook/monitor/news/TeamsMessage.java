package dev.shutterhook.monitor.news;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A message for a Teams workflow "When a Teams webhook request is received": an Adaptive Card. Its
 * texts are runs, which no Markdown is read in.
 */
final class TeamsMessage {
  /** The newest that Teams shows everywhere. */
  private static final String VERSION = "1.4";

  private TeamsMessage() {}

  static ObjectNode of(Message message) {
    ObjectNode body = Json.mapper().createObjectNode().put("type", "message");
    ObjectNode attachment = body.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .put("type", "AdaptiveCard")
        .put("version", VERSION);
    ArrayNode parts = card.putArray("body");
    text(parts, message.title()).put("weight", "bolder").put("size", "medium");
    message.lines().forEach(line -> text(parts, line));
    if (message.difference() != null) {
      parts
          .addObject()
          .put("type", "Image")
          .put("url", message.difference().toString())
          .put("altText", "What changed");
    }
    ArrayNode actions = card.putArray("actions");
    action(actions, "Open the page", message.page());
    action(actions, "The page as it is now", message.picture());
    return body;
  }

  private static ObjectNode text(ArrayNode parts, String text) {
    return parts
        .addObject()
        .put("type", "RichTextBlock")
        .putArray("inlines")
        .addObject()
        .put("type", "TextRun")
        .put("text", text);
  }

  private static void action(ArrayNode actions, String title, @Nullable Object url) {
    if (url != null) {
      actions
          .addObject()
          .put("type", "Action.OpenUrl")
          .put("title", title)
          .put("url", url.toString());
    }
  }
}
