/** The API's endpoints about webhooks: what was tried, and trying it again. */
@NullMarked
package dev.shutterhook.submit.delivery;

import org.jspecify.annotations.NullMarked;
