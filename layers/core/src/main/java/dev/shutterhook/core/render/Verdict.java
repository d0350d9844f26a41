package dev.shutterhook.core.render;

/**
 * Whether the picture shows the page as it was meant.
 *
 * @param complete loaded, settled, nothing missing
 * @param timedOut the quiet moment did not come within its bounded time
 * @param imagesMissing images that the page named and that did not arrive
 * @param blockedRequests requests that the egress policy refused
 */
public record Verdict(boolean complete, boolean timedOut, int imagesMissing, int blockedRequests) {}
