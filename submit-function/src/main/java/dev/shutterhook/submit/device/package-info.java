/** The devices that a page can be shown on. */
@NullMarked
package dev.shutterhook.submit.device;

import org.jspecify.annotations.NullMarked;
