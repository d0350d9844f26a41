/** The API's endpoints about webhooks: the keys that sign them, and one to try a receiver with. */
@NullMarked
package dev.shutterhook.submit.webhook;

import org.jspecify.annotations.NullMarked;
