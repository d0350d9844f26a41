/** Requests, answers and problems, apart from what any of them is about. */
@NullMarked
package dev.shutterhook.submit.http;

import org.jspecify.annotations.NullMarked;
