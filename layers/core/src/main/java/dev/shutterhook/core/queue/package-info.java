/** The senders of each queue, and what a batch's answer to Lambda is made of. */
@NullMarked
package dev.shutterhook.core.queue;

import org.jspecify.annotations.NullMarked;
