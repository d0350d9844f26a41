/** Rules of filter lists, in Adblock Plus' and AdGuard's syntax, and what they match. */
@NullMarked
package dev.shutterhook.render.blocking.rule;

import org.jspecify.annotations.NullMarked;
