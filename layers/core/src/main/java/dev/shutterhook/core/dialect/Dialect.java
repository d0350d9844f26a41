package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.webhook.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How an API's clients and receivers are spoken with. A capture remembers the name of the dialect
 * by which it came in; its webhooks are in that one. Stateless and safe for threads.
 */
public sealed interface Dialect
    permits NativeDialect, PxShot, ScreenshotApi, Screenshotly, ScreenshotRun, ToolCenter {

  /** As captures and deliveries remember it. */
  String name();

  /**
   * Reads the body of a request for a capture. Every option of our own is there in the dialect's
   * spelling; faults name fields as the client spells them.
   */
  CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy);

  /** Whether the client of that body wants the picture itself as the answer. */
  default boolean waits(ObjectNode body) {
    return false;
  }

  /** An id of a capture as this dialect spells it. */
  String spell(Id capture);

  /** Reads an id; empty where the text is not one in this dialect's spelling. */
  Optional<Id> parse(String text);

  /** Where the capture is described: the path of a {@code GET}. */
  String place(Id capture);

  /** What a client is told whose capture was taken in. */
  ObjectNode acknowledge(Capture capture, CaptureDocument document);

  /** A capture, with links that are fresh. */
  ObjectNode describe(Capture capture, CaptureDocument document);

  /** The webhook that tells of a capture's end; its bytes are settled here. */
  Announcement announce(Capture ended, EventType type, Instant now, CaptureDocument document);

  /** What an attempt has beside the headers of Standard Webhooks. */
  default Map<String, String> headers(Signing signing) {
    return Map.of();
  }

  /** How long a receiver may take for an answer; empty where it is as long as for all others. */
  default Optional<Duration> patience() {
    return Optional.empty();
  }

  /** What is wrong, as this dialect's clients read it. */
  ObjectNode word(Complaint complaint);

  /** The media type of {@link #word}. */
  default String complaintType() {
    return "application/json";
  }
}
