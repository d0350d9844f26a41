/** A page that is another at each look and has not changed. */
package dev.shutterhook.localrunner.noise;
