/** Requests of a page that are stopped, looked at, and answered, changed, refused or let go. */
@NullMarked
package dev.shutterhook.render.interception;

import org.jspecify.annotations.NullMarked;
