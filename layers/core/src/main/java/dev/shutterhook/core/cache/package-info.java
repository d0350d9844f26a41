/** Which capture answers equal requests: entries by a name that nobody else can make. */
@NullMarked
package dev.shutterhook.core.cache;

import org.jspecify.annotations.NullMarked;
