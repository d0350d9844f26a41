/** API Gateway's HTTP API on loopback: routes, payload 2.0, limits, and its terse error answers. */
@NullMarked
package dev.shutterhook.localrunner.gateway;

import org.jspecify.annotations.NullMarked;
