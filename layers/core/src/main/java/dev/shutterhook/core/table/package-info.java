/** DynamoDB items read and written by name, and the index of what somebody must look after. */
@NullMarked
package dev.shutterhook.core.table;

import org.jspecify.annotations.NullMarked;
