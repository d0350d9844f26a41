/** The receivers that people copy, as they are run, and what other languages say of signatures. */
package dev.shutterhook.localrunner.examples;
