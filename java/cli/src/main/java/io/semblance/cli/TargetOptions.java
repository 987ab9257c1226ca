package io.semblance.cli;

import io.semblance.data.source.Place;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A database that rows are written to. */
final class TargetOptions {
  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "A database that the rows go to, by its JDBC address without a password, in one"
              + " transaction; see SEMBLANCE_DB_USER and --credentials.")
  private String to;

  @Option(
      names = "--to-table",
      paramLabel = "NAME",
      description = "The table of --to, which is made, with the types of the table learnt.")
  private String table;

  @Option(names = "--append", description = "Add the rows to a table that is there.")
  private boolean append;

  boolean append() {
    return append;
  }

  /**
   * The table; null if none is named.
   *
   * @throws UsageException if only half of it is said
   */
  Place place(Path credentialsOrNull) {
    if ((to == null) != (table == null)) {
      throw new UsageException("--to and --to-table go together: --to URL --to-table NAME.");
    }
    return to == null ? null : new Place(to, table, null, credentialsOrNull);
  }
}
