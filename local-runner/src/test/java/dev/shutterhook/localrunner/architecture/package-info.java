/** The walls of the house, held against the class files. */
package dev.shutterhook.localrunner.architecture;
