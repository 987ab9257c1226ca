package io.semblance.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who one is to a database: never said on the command line itself. */
final class CredentialsOption {
  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Credentials of databases: two lines, user=NAME and password=SECRET.")
  private Path file;

  /** The file; null for those of the environment. */
  Path file() {
    return file;
  }
}
