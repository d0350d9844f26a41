/** Consent banners: whether a page shows one, refusing what it asks for, and putting it away. */
@NullMarked
package dev.shutterhook.render.blocking.consent;

import org.jspecify.annotations.NullMarked;
