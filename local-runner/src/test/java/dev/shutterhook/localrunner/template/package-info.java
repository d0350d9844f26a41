/** What template.yaml must say, and that its tests notice when it does not. */
package dev.shutterhook.localrunner.template;
