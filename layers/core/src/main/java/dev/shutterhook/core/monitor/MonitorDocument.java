package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Box;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as clients see it: in answers and in webhooks. Secrets are named and not shown, the
 * addresses of messengers among them.
 */
public final class MonitorDocument {
  private MonitorDocument() {}

  /** All of it, in the fields in which a client writes it and in some of our own. */
  public static ObjectNode of(Monitor monitor) {
    MonitorSettings settings = monitor.settings();
    ObjectNode document = Json.mapper().createObjectNode();
    document
        .put("id", monitor.id().toString())
        .put("name", settings.name().isEmpty() ? null : settings.name())
        .put("state", monitor.state().code())
        .put("paused_because", lower(monitor.pausedBecause()))
        .put("next_run_at", text(monitor.dueAt()));
    document.set("capture", capture(settings.options()));
    document.put("schedule", settings.schedule()).put("timezone", settings.timezone().getId());
    document.set("compare", compare(settings.compare()));
    document.put("notify", lower(settings.notifyOf()));
    ArrayNode destinations = document.putArray("destinations");
    settings.destinations().forEach(destination -> destinations.add(of(destination)));
    document
        .put("fail_after", settings.failAfter())
        .put("pause_after", settings.pauseAfter())
        .put("retention_days", settings.retentionDays())
        .put("starts_at", text(settings.startsAt()))
        .put("ends_at", text(settings.endsAt()));
    document.set("metadata", settings.metadata());
    knowledge(document, settings, monitor.progress());
    return document
        .put("created_at", text(monitor.createdAt()))
        .put("updated_at", text(monitor.updatedAt()));
  }

  private static void knowledge(ObjectNode document, MonitorSettings settings, Progress progress) {
    Snapshot reference = progress.reference();
    ObjectNode baseline = document.putObject("baseline");
    baseline
        .put("run", reference == null ? null : reference.run().toString())
        .put("taken_at", reference == null ? null : reference.at().toString());
    ArrayNode accepted = baseline.putArray("accepted");
    progress.accepted().forEach(snapshot -> accepted.add(snapshot.run().toString()));
    int wanted = settings.compare().learnNoise();
    ObjectNode noise = document.putObject("noise");
    noise
        .put("learned", progress.learned())
        .put("learning", progress.learned() < wanted)
        .set("boxes", boxes(progress.noise()));
    document.put("failures", progress.failures()).put("failing", progress.failing());
    if (progress.lastRun() == null) {
      document.putNull("last_run");
      return;
    }
    document
        .putObject("last_run")
        .put("id", text(progress.lastRun()))
        .put("state", lower(progress.lastState()))
        .put("scheduled_at", text(progress.lastRunAt()));
  }

  private static ObjectNode capture(CaptureOptions options) {
    ObjectNode capture = Json.mapper().createObjectNode();
    if (options.source() instanceof Source.Page(var url)) {
      capture.put("url", url.toString());
    }
    return capture.setAll(options.echo());
  }

  private static ObjectNode compare(CompareSettings settings) {
    ObjectNode compare = Json.mapper().createObjectNode();
    compare
        .put("baseline", lower(settings.baseline()))
        .put("threshold", settings.threshold())
        .put("pixel_threshold", settings.pixelThreshold());
    ArrayNode masks = compare.putArray("mask");
    settings.mask().forEach(mask -> masks.add(of(mask)));
    compare.set("ignore_text", Json.mapper().valueToTree(settings.ignoreText()));
    return compare.put("confirm", settings.confirm()).put("learn_noise", settings.learnNoise());
  }

  private static ObjectNode of(Mask mask) {
    return mask.box() == null
        ? Json.mapper().createObjectNode().put("selector", mask.selector())
        : Json.mapper().valueToTree(mask.box());
  }

  private static ObjectNode of(Destination destination) {
    return Json.mapper()
        .createObjectNode()
        .put("type", lower(destination.type()))
        .put("url", destination.secret() ? null : destination.url().toString())
        .put("host", destination.url().endpoint())
        .put("hint", destination.hint());
  }

  static ArrayNode boxes(List<Box> boxes) {
    return Json.mapper().valueToTree(boxes);
  }

  private static @Nullable String lower(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
