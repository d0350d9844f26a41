/** What a look at a page comes to, and what is written and told of it. */
@NullMarked
package dev.shutterhook.monitor.run;

import org.jspecify.annotations.NullMarked;
