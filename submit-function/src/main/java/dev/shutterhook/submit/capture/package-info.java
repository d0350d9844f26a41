/** The API's endpoints: accepting captures, showing them and their pictures. */
@NullMarked
package dev.shutterhook.submit.capture;

import org.jspecify.annotations.NullMarked;
