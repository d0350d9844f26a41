package dev.shutterhook.localcloud;

import java.nio.file.Path;

/** Where the emulators keep what they are given. */
public sealed interface Storage extends Backing {

  /** Gone when the cloud closes. */
  record InMemory() implements Storage {}

  /**
   * In a folder, which is made where it is missing. What was answered survives the death of the
   * process at any time; one process at a time may use the folder.
   */
  record OnDisk(Path folder) implements Storage {}

  static Storage inMemory() {
    return new InMemory();
  }

  static Storage onDisk(Path folder) {
    return new OnDisk(folder);
  }
}
