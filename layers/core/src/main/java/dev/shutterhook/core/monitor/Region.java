package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shutterhook.core.render.Box;

/**
 * A part of a picture that has changed.
 *
 * @param box where
 * @param pixels how many of its pixels are others
 */
public record Region(@JsonUnwrapped Box box, long pixels) {}
