/** What is said to the renderer and what it answers: orders, outcomes and artifacts. */
@NullMarked
package dev.shutterhook.core.render;

import org.jspecify.annotations.NullMarked;
