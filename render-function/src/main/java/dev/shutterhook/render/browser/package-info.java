/** Chromium as three verbs, start, stop and healthy, and the supervisor that keeps one alive. */
@NullMarked
package dev.shutterhook.render.browser;

import org.jspecify.annotations.NullMarked;
