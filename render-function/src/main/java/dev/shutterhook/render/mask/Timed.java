package dev.shutterhook.render.mask;

import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;

/**
 * A text that can be read until a deadline: what looks for a pattern in it cannot be interrupted.
 */
record Timed(CharSequence text, Deadline deadline) implements CharSequence {
  @Override
  public char charAt(int index) {
    if (deadline.passed()) {
      throw new TimedOut("the patterns of mask_text");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Timed(text.subSequence(start, end), deadline);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
