package io.semblance.data.source;

import io.semblance.data.DataException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a table lives: a file, or a table or a query of a database.
 *
 * <pre>{@code
 * Place.of("adult.parquet")
 * Place.of("jdbc:postgresql://host/clinic#patients")
 * Place.ofQuery("jdbc:sqlite:clinic.db", "select * from patients where age > 60")
 * }</pre>
 *
 * @param address a path, or a JDBC URL; without credentials
 * @param table name of the table, such as {@code patients} or {@code clinic.patients}; null for a
 *     file or a query
 * @param query what to ask the database; null for a file or a table
 * @param credentials a file of properties {@code user} and {@code password}; null for those of the
 *     environment, {@code SEMBLANCE_DB_USER} and {@code SEMBLANCE_DB_PASSWORD}, if there are
 */
public record Place(String address, String table, String query, Path credentials) {
  private static final String JDBC = "jdbc:";

  /** password=, sslpassword= and the like; user:password@host; user/password@host. */
  private static final Pattern PASSWORD =
      Pattern.compile("[?&;(,]\\s*\\w*(password|pwd)\\s*=|//[^/@?]*:[^/@?]*@|:[^:/@?]+/[^@/?]+@");

  /**
   * A place.
   *
   * @throws DataException when an address holds a password
   */
  public Place {
    String lower = address.toLowerCase(Locale.ROOT);
    if (lower.startsWith(JDBC) && PASSWORD.matcher(lower).find()) {
      throw DataException.builder("the address of the database holds a password")
          .source(lower.replaceFirst("^(jdbc:[a-z0-9]+:).*", "$1..."))
          .remedy(
              "leave it out: other users of this machine could read it; set SEMBLANCE_DB_USER and"
                  + " SEMBLANCE_DB_PASSWORD, or name a file of them by --credentials")
          .build();
    }
  }

  /** A file, or a table of a database, whose name stands behind a {@code #}. */
  public static Place of(String text) {
    int hash = isDatabase(text) ? text.lastIndexOf('#') : -1;
    return hash < 0
        ? new Place(text, null, null, null)
        : new Place(text.substring(0, hash), text.substring(hash + 1), null, null);
  }

  /** What a query of a database gives. */
  public static Place ofQuery(String address, String query) {
    return new Place(address, null, query, null);
  }

  /** The same with a file of credentials; null for those of the environment. */
  public Place with(Path credentialsOrNull) {
    return new Place(address, table, query, credentialsOrNull);
  }

  /** Whether it is a database. */
  public boolean isDatabase() {
    return isDatabase(address);
  }

  private static boolean isDatabase(String address) {
    return address.toLowerCase(Locale.ROOT).startsWith(JDBC);
  }

  /** Whether the name of a file ends so, in any case. */
  public boolean endsWith(String ending) {
    return !isDatabase() && address.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** As messages call it: without what stands behind a question mark. */
  @Override
  public String toString() {
    String bare = isDatabase() ? address.replaceFirst("[?;].*", "") : address;
    return table == null ? bare : bare + "#" + table;
  }
}
