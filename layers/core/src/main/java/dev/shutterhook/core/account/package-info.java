/** Who asks: accounts, API keys, webhook secrets, and their table. */
@NullMarked
package dev.shutterhook.core.account;

import org.jspecify.annotations.NullMarked;
