package dev.shutterhook.core.render;

/**
 * Where the time went, in milliseconds.
 *
 * @param queuedMs from the request to the renderer
 * @param loadMs from navigation to the page's load
 * @param settleMs from load to quiet
 * @param shotMs taking and encoding the picture
 * @param uploadMs writing it to the bucket
 * @param totalMs from the renderer's start to the outcome
 */
public record Timings(
    long queuedMs, long loadMs, long settleMs, long shotMs, long uploadMs, long totalMs) {
  /** Of what took no time. */
  public static final Timings NONE = new Timings(0, 0, 0, 0, 0, 0);
}
