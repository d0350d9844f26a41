/** What differs between two pictures of a page, and between what it says: values in, values out. */
@NullMarked
package dev.shutterhook.monitor.compare;

import org.jspecify.annotations.NullMarked;
