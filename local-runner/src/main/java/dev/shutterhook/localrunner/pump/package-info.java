/** Lambda's event source mapping for SQS: poll, batch, invoke, delete what succeeded. */
@NullMarked
package dev.shutterhook.localrunner.pump;

import org.jspecify.annotations.NullMarked;
