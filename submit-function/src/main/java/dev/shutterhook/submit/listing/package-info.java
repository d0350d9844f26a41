/** What lists have in common for clients: cursors and limits. */
@NullMarked
package dev.shutterhook.submit.listing;

import org.jspecify.annotations.NullMarked;
