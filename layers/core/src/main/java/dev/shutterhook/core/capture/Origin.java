package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.core.webhook.Form;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * By which way a capture came in.
 *
 * @param dialect the name of the API that its client speaks
 * @param api where that client found us, without a slash at the end; null for captures from before
 *     it was kept
 * @param batch the batch that it is of; null for single ones
 * @param trace of whoever asked for it; null for those from before there were traces
 * @param cache what the cache has to do with it
 * @param run the run of a monitor that it is of; null for those that a client asked for
 */
public record Origin(
    String dialect,
    @Nullable URI api,
    @Nullable Id batch,
    @Nullable Trace trace,
    CacheUse cache,
    @Nullable Id run) {
  /** The name of our own API. */
  public static final String NATIVE = Form.NATIVE;

  /** By a way with which the cache has nothing to do. */
  public Origin(String dialect, @Nullable URI api, @Nullable Id batch, @Nullable Trace trace) {
    this(dialect, api, batch, trace, CacheUse.NONE, null);
  }

  /** Of captures of which nothing is known but that they are ours. */
  public static final Origin UNKNOWN = new Origin(NATIVE, null, null, null);

  /** The same way, and this has the cache to do with it. */
  public Origin with(CacheUse use) {
    return new Origin(dialect, api, batch, trace, use, run);
  }

  /** Of a monitor's run, which no client is there for. */
  public static Origin of(Id run, Trace trace) {
    return new Origin(NATIVE, null, null, trace, CacheUse.NONE, run);
  }

  /** The same way, as a part of a trace. */
  public Origin in(Trace whole) {
    return new Origin(dialect, api, batch, whole, cache, run);
  }
}
