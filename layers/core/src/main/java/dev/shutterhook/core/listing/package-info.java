/** What an account has, the newest first, page by page: by the index that lists it. */
@NullMarked
package dev.shutterhook.core.listing;

import org.jspecify.annotations.NullMarked;
