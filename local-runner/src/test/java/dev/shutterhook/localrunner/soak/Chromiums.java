package dev.shutterhook.localrunner.soak;

import java.util.List;

/** The browsers that a process started. */
final class Chromiums {
  private Chromiums() {}

  /** Browser processes, without their renderers. */
  static List<ProcessHandle> browsersOf(ProcessHandle parent) {
    return allOf(parent).stream()
        .filter(p -> p.info().commandLine().orElse("").contains("--remote-debugging-pipe"))
        .filter(p -> !p.info().commandLine().orElse("").contains("--type="))
        .toList();
  }

  /** Every process of a browser below a process. */
  static List<ProcessHandle> allOf(ProcessHandle parent) {
    return parent
        .descendants()
        .filter(p -> p.info().command().orElse("").contains("chrom"))
        .toList();
  }
}
