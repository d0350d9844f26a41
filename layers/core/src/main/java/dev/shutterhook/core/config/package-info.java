/** Environment variables into config records, every missing or bad one named at once. */
@NullMarked
package dev.shutterhook.core.config;

import org.jspecify.annotations.NullMarked;
