/** README.md says what the code does: its requests, routes, fields and codes. */
package dev.shutterhook.localrunner.readme;
