package dev.shutterhook.localrunner;

import dev.shutterhook.localrunner.command.CaptureCommand;
import dev.shutterhook.localrunner.command.KeyCommand;
import dev.shutterhook.localrunner.command.SamLocalCommand;
import dev.shutterhook.localrunner.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./shutterhook} starts once everything that is needed is there. */
@Command(
    name = "shutterhook",
    description = "A screenshot API that you own, on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {UpCommand.class, CaptureCommand.class, KeyCommand.class, SamLocalCommand.class})
public final class Main {
  private Main() {}

  /** Ends with 0, with 1 where something failed, or with 2 where the words were wrong. */
  public static void main(String[] words) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          command.getErr().println("shutterhook: " + Reasons.of(fault));
          return command.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(line.execute(words));
  }
}
