/** The header Idempotency-Key: a request that is sent again is answered as before. */
@NullMarked
package dev.shutterhook.submit.idempotency;

import org.jspecify.annotations.NullMarked;
