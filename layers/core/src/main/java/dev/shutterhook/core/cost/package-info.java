/** What captures cost by AWS's prices, whether they were taken there or not. */
@NullMarked
package dev.shutterhook.core.cost;

import org.jspecify.annotations.NullMarked;
