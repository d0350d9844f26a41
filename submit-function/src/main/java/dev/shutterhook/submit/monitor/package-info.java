/** The API's endpoints about monitors, their runs and what these are compared with. */
@NullMarked
package dev.shutterhook.submit.monitor;

import org.jspecify.annotations.NullMarked;
