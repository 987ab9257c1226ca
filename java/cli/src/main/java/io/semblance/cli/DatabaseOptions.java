package io.semblance.cli;

import io.semblance.data.source.Place;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A table of a database, in the place of a file. */
final class DatabaseOptions {
  @Option(
      names = "--from",
      paramLabel = "URL",
      description = {
        "A database in the place of TABLE, by its JDBC address without a password, with --table or"
            + " --query: jdbc:postgresql://host/clinic",
        "User and password are those of SEMBLANCE_DB_USER and SEMBLANCE_DB_PASSWORD, or of"
            + " --credentials. TABLE may also be URL#NAME."
      })
  private String from;

  @Option(names = "--table", paramLabel = "NAME", description = "The table of --from.")
  private String tableName;

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description = "What to ask --from, in the place of a table.")
  private String query;

  @Mixin private CredentialsOption credentials;

  Path credentials() {
    return credentials.file();
  }

  /**
   * Where a table is, in the words of a command line: the place of TABLE, or else of --from.
   *
   * @param nameOrNull what stands in the place of TABLE
   * @throws UsageException if neither is said, or both are
   */
  Place place(String nameOrNull) {
    if (from == null) {
      if (tableName != null || query != null) {
        throw new UsageException("--table and --query go with --from.");
      }
      if (nameOrNull == null) {
        throw new UsageException("name a TABLE, or a database by --from.");
      }
      return Place.of(nameOrNull).with(credentials());
    }
    if (nameOrNull != null) {
      throw new UsageException(
          "say either " + nameOrNull + " or --from; a table of a database may also be URL#NAME.");
    }
    if (tableName != null && query != null) {
      throw new UsageException("say either --table or --query.");
    }
    if (tableName == null && query == null) {
      throw new UsageException("say by --table or by --query what to read of " + from + ".");
    }
    return new Place(from, tableName, query, credentials());
  }
}
