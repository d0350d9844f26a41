package dev.shutterhook.submit.device;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Device;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;

/** {@code GET /v1/devices}: every preset with all that it sets, by the names of a request. */
public final class ListDevices implements Endpoint {
  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    ObjectNode document = Json.mapper().createObjectNode();
    ArrayNode devices = document.putArray("devices");
    Device.all().forEach(device -> devices.add(of(device)));
    return Answer.Reply.ok(document);
  }

  private static ObjectNode of(Device device) {
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("device", device.id())
            .put("name", device.name())
            .put("width", device.width())
            .put("height", device.height())
            .put("scale", Math.min(device.scale(), Viewport.SCALE.most()))
            .put("mobile", device.mobile())
            .put("touch", device.touch())
            .put("user_agent", device.userAgent().isEmpty() ? null : device.userAgent());
    document
        .putObject("landscape")
        .put("width", device.landscapeWidth())
        .put("height", device.landscapeHeight());
    return document;
  }
}
