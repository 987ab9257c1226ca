package io.semblance.cli;

import picocli.CommandLine.Model.CommandSpec;

/** A command some of whose options are not annotations but made, after those that are. */
interface CompletedCommand {
  /** Called once, before the command line is read. */
  void addOptions(CommandSpec command);
}
