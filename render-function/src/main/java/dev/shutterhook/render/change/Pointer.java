package dev.shutterhook.render.change;

import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.element.Box;
import java.util.Map;

/** A mouse. The page cannot tell its clicks from a person's. */
public record Pointer(Session session) {

  /** Clicks the middle of what of an element is in view. */
  public void click(Box box) {
    send("mouseMoved", box, "none", 0);
    send("mousePressed", box, "left", 1);
    send("mouseReleased", box, "left", 1);
  }

  private void send(String type, Box at, String button, int clicks) {
    session.call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type", type,
            "x", at.clickX(),
            "y", at.clickY(),
            "button", button,
            "clickCount", clicks));
  }
}
