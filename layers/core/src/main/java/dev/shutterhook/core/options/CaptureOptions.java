package dev.shutterhook.core.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.request.Fields;
import java.util.List;
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
 * @param caching whether an earlier one will do
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
    Rules rules,
    Caching caching) {

  public CaptureOptions {
    // Those of an order or a record from before there was such a thing.
    emulation = emulation == null ? Emulation.NONE : emulation;
    identity = identity == null ? Identity.NONE : identity;
    changes = changes == null ? Changes.NONE : changes;
    blocking = blocking == null ? Blocking.NONE : blocking;
    rules = rules == null ? Rules.NONE : rules;
    caching = caching == null ? Caching.NONE : caching;
  }

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
        Rules.NONE,
        Caching.NONE);
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
    Caching caching = Caching.read(fields);
    Contradictions.find(fields, output, extent, emulation, identity, changes);
    if (source == null) {
      return null;
    }
    return new CaptureOptions(
        source, output, viewport, extent, readiness, emulation, identity, changes, blocking, rules,
        caching);
  }

  /** The options as a client spells them, flat and normalised; the source is left out. */
  public ObjectNode echo() {
    return Echo.of(this);
  }

  /** The same options for another visitor. */
  public CaptureOptions as(Identity other) {
    return with(source, other, caching);
  }

  /** The same look of another source. */
  public CaptureOptions with(Source other) {
    return with(other, identity, caching);
  }

  /** The same look, of another age at the most. */
  public CaptureOptions with(Caching other) {
    return with(source, identity, other);
  }

  /** The same look in these formats, of which none has a quality. */
  public CaptureOptions in(List<Format> formats) {
    Output made = new Output(formats, null, output.omitBackground(), null);
    return with(made, changes);
  }

  /** The same look, but these are painted over besides. */
  public CaptureOptions masking(List<String> selectors, List<String> patterns) {
    return with(output, changes.masking(selectors, patterns));
  }

  private CaptureOptions with(Output made, Changes changed) {
    return new CaptureOptions(
        source, made, viewport, extent, readiness, emulation, identity, changed, blocking, rules,
        caching);
  }

  private CaptureOptions with(Source what, Identity who, Caching age) {
    return new CaptureOptions(
        what, output, viewport, extent, readiness, emulation, who, changes, blocking, rules, age);
  }
}
