/** A hostile page in a network of its own, where every packet is seen. */
@NullMarked
package dev.shutterhook.render.containment;

import org.jspecify.annotations.NullMarked;
