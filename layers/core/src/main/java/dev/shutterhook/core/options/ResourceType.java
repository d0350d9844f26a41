package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of requests, as the DevTools protocol names them ({@code Network.ResourceType}). */
public enum ResourceType {
  @JsonProperty("stylesheet")
  STYLESHEET("Stylesheet"),
  @JsonProperty("image")
  IMAGE("Image"),
  @JsonProperty("media")
  MEDIA("Media"),
  @JsonProperty("font")
  FONT("Font"),
  @JsonProperty("script")
  SCRIPT("Script"),
  @JsonProperty("texttrack")
  TEXTTRACK("TextTrack"),
  @JsonProperty("xhr")
  XHR("XHR"),
  @JsonProperty("fetch")
  FETCH("Fetch"),
  @JsonProperty("prefetch")
  PREFETCH("Prefetch"),
  @JsonProperty("eventsource")
  EVENTSOURCE("EventSource"),
  @JsonProperty("websocket")
  WEBSOCKET("WebSocket"),
  @JsonProperty("manifest")
  MANIFEST("Manifest"),
  @JsonProperty("ping")
  PING("Ping"),
  @JsonProperty("other")
  OTHER("Other");

  private final String protocolName;

  ResourceType(String protocolName) {
    this.protocolName = protocolName;
  }

  /** As the protocol spells it. */
  public String protocolName() {
    return protocolName;
  }
}
