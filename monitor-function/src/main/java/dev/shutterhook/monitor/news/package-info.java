/** Messages about monitors, in the words of those who are told. */
@NullMarked
package dev.shutterhook.monitor.news;

import org.jspecify.annotations.NullMarked;
