/**
 * Long runs under kills, by {@code mvn verify -Psoak}: nothing may be lost, nothing left behind.
 */
package dev.shutterhook.localrunner.soak;
