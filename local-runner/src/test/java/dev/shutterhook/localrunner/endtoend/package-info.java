/** The whole suite over HTTP: real handlers, emulators, Chromium and receivers. */
package dev.shutterhook.localrunner.endtoend;
