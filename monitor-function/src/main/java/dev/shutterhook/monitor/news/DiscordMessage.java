package dev.shutterhook.monitor.news;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.util.stream.Collectors;

/** A message for Discord's webhooks: one embed, in which nobody can be mentioned. */
final class DiscordMessage {
  private static final int RED = 0xd92d20;
  private static final int GREEN = 0x12805c;

  private DiscordMessage() {}

  static ObjectNode of(Message message) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("allowed_mentions").putArray("parse");
    ObjectNode embed = body.putArray("embeds").addObject();
    String lines =
        message.lines().stream().map(DiscordMessage::escaped).collect(Collectors.joining("\n"));
    String page =
        message.picture() == null ? "" : "\n[The page as it is now](" + message.picture() + ")";
    embed
        .put("title", escaped(message.title()))
        .put("url", message.page())
        .put("description", lines + page)
        .put("color", message.good() ? GREEN : RED)
        .put("timestamp", message.at().toString());
    if (message.difference() != null) {
      embed.putObject("image").put("url", message.difference().toString());
    }
    return body;
  }

  /** What Discord's Markdown means something by. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\*_~`|>\\[\\]()#@-])", "\\\\$1");
  }
}
