package dev.shutterhook.localcloud;

/** What a {@link LocalCloud} is made of: emulators of this JVM, or services that run elsewhere. */
public sealed interface Backing permits Storage, Endpoints {}
