/** One attempt to deliver a webhook: the request, what its answer means, and its record. */
@NullMarked
package dev.shutterhook.deliver.attempt;

import org.jspecify.annotations.NullMarked;
