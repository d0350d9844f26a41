package dev.shutterhook.monitor.news;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.net.URI;

/** A message for Slack's incoming webhooks: a text for notifications, and Block Kit's blocks. */
final class SlackMessage {
  private SlackMessage() {}

  static ObjectNode of(Message message) {
    ObjectNode body = Json.mapper().createObjectNode().put("text", escaped(message.title()));
    ArrayNode blocks = body.putArray("blocks");
    StringBuilder text = new StringBuilder("*" + escaped(message.title()) + "*");
    message.lines().forEach(line -> text.append('\n').append(escaped(line)));
    section(blocks, text.append('\n').append(escaped(message.page())).toString());
    URI shown = message.difference() == null ? message.picture() : message.difference();
    if (shown != null) {
      blocks
          .addObject()
          .put("type", "image")
          .put("image_url", shown.toString())
          .put("alt_text", message.difference() == null ? "The page" : "What changed");
    }
    if (message.picture() != null && message.difference() != null) {
      section(blocks, "<" + message.picture() + "|The page as it is now>");
    }
    return body.put("unfurl_links", false);
  }

  private static void section(ArrayNode blocks, String text) {
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", text)
        .put("verbatim", true);
  }

  /** The three characters that Slack's mark-up knows by entities; so nobody is mentioned. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
