package dev.shutterhook.localcloud.template;

/**
 * An {@code HttpApi} event of a function.
 *
 * @param method an upper-case HTTP method, or {@code ANY}
 * @param path a path with {@code {name}} segments, or a last {@code {name+}} that takes the rest
 */
public record HttpRoute(String method, String path) {}
