/** What a page must say and must not say to count as taken. */
@NullMarked
package dev.shutterhook.render.rule;

import org.jspecify.annotations.NullMarked;
