package dev.shutterhook.render.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfileFolderTest {
  /** What full Chromium puts into its folder; six characters of it are chance. */
  private static final String SOCKET = "/org.chromium.Chromium.abcdef/SingletonSocket";

  /** unix(7): 108 bytes with the zero at the end. */
  private static final int MAX_SOCKET_PATH = 107;

  private static final int MAX_PID_DIGITS = 7;

  /** Chromium ended at once: "Socket path too long". */
  @Test
  void leavesRoomForTheSocketOfFullChromium() {
    try (ProfileFolder profile = ProfileFolder.create(Path.of("/tmp"))) {
      int spare = MAX_PID_DIGITS - Long.toString(ProcessHandle.current().pid()).length();
      int length = profile.path().toString().length() + spare + SOCKET.length();
      assertTrue(length <= MAX_SOCKET_PATH, profile.path().toString());
    }
  }
}
