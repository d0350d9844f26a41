/** A SAM template, read: its resources as records, its intrinsics resolved, nothing skipped. */
@NullMarked
package dev.shutterhook.localcloud.template;

import org.jspecify.annotations.NullMarked;
