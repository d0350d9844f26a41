/** DynamoDB items by name, the index of what somebody must look after, what was read of late. */
@NullMarked
package dev.shutterhook.core.table;

import org.jspecify.annotations.NullMarked;
