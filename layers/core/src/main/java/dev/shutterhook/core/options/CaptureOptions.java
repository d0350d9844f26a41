package dev.shutterhook.core.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.request.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a capture looks, validated and with every default filled in.
 *
 * @param source what is captured
 * @param output what it is made into
 * @param viewport the window that the page sees
 * @param extent how much of the page is in the picture
 * @param readiness when the picture is taken
 * @param emulation what the page believes of the world
 * @param identity as whom it is visited
 * @param changes what is changed in it
 * @param blocking what it is kept from loading
 * @param rules when it counts as a failure
 */
public record CaptureOptions(
    Source source,
    Output output,
    Viewport viewport,
    Extent extent,
    Readiness readiness,
    Emulation emulation,
    Identity identity,
    Changes changes,
    Blocking blocking,
    Rules rules) {

  /** A source with every default. */
  public static CaptureOptions of(Source source) {
    return new CaptureOptions(
        source,
        Output.of(Format.PNG),
        Viewport.DEFAULT,
        Extent.VIEWPORT,
        Readiness.DEFAULT,
        Emulation.NONE,
        Identity.NONE,
        Changes.NONE,
        Blocking.NONE,
        Rules.NONE);
  }

  /** Reads the options of a request; null where the source is faulty. Faults stay in the fields. */
  public static @Nullable CaptureOptions read(Fields fields) {
    Source source = Source.read(fields);
    Output output = Output.read(fields);
    Viewport viewport = Viewport.read(fields);
    Extent extent = Extent.read(fields);
    Readiness readiness = Readiness.read(fields);
    Emulation emulation = Emulation.read(fields, viewport);
    Identity identity = Identity.read(fields);
    Changes changes = Changes.read(fields);
    Blocking blocking = Blocking.read(fields);
    Rules rules = Rules.read(fields);
    Contradictions.find(fields, output, extent, emulation, identity, changes);
    if (source == null) {
      return null;
    }
    return new CaptureOptions(
        source, output, viewport, extent, readiness, emulation, identity, changes, blocking, rules);
  }

  /** The options as a client spells them, flat and normalised; the source is left out. */
  public ObjectNode echo() {
    return Echo.of(this);
  }

  /** The same options for another visitor. */
  public CaptureOptions as(Identity other) {
    return new CaptureOptions(
        source, output, viewport, extent, readiness, emulation, other, changes, blocking, rules);
  }

  /** The same look of another source. */
  public CaptureOptions with(Source other) {
    return new CaptureOptions(
        other, output, viewport, extent, readiness, emulation, identity, changes, blocking, rules);
  }
}
