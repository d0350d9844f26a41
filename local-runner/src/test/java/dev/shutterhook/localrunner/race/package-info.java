/** Two functions at once on one record. */
package dev.shutterhook.localrunner.race;
