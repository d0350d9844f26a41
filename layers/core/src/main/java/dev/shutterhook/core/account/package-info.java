/** Who asks and how much they may: API keys, their limits, webhook secrets, and their table. */
@NullMarked
package dev.shutterhook.core.account;

import org.jspecify.annotations.NullMarked;
