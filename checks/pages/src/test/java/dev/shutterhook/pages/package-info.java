/** The table of pages: each page that is hard to take, how it is asked for, and what is right. */
@NullMarked
package dev.shutterhook.pages;

import org.jspecify.annotations.NullMarked;
