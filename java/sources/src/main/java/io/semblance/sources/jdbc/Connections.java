package io.semblance.sources.jdbc;

import io.semblance.data.DataException;
import io.semblance.data.source.Place;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to databases, and what to say when one fails. */
final class Connections {
  private static final String USER = "SEMBLANCE_DB_USER";
  private static final String PASSWORD = "SEMBLANCE_DB_PASSWORD";

  private Connections() {}

  /**
   * Connects, with the credentials of a file or of the environment.
   *
   * @throws DataException when that fails
   */
  static Connection open(Place place) {
    Properties properties = credentials(place);
    if (place.address().startsWith("jdbc:postgresql:")) {
      properties.setProperty("reWriteBatchedInserts", "true"); // many rows in one statement
    }
    try {
      return DriverManager.getConnection(place.address(), properties);
    } catch (SQLException e) {
      throw fault(place, e);
    }
  }

  private static Properties credentials(Place place) {
    Properties properties = new Properties();
    if (place.credentials() == null) {
      put(properties, "user", System.getenv(USER));
      put(properties, "password", System.getenv(PASSWORD));
      return properties;
    }
    Path file = place.credentials();
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw DataException.builder("the file of credentials cannot be read")
          .source(file.toString())
          .remedy("give a file of two lines: user=NAME and password=SECRET")
          .cause(e)
          .build();
    }
    if (!read.containsKey("user") && !read.containsKey("password")) {
      throw DataException.builder("the file of credentials has neither user= nor password=")
          .source(file.toString())
          .remedy("write two lines: user=NAME and password=SECRET")
          .build();
    }
    put(properties, "user", read.getProperty("user"));
    put(properties, "password", read.getProperty("password"));
    return properties;
  }

  private static void put(Properties properties, String key, String value) {
    if (value != null) {
      properties.setProperty(key, value);
    }
  }

  /** What went wrong, in the database's own first words, and what to do. */
  static DataException fault(Place place, SQLException e) {
    SQLException told =
        e instanceof BatchUpdateException && e.getNextException() != null
            ? e.getNextException()
            : e;
    String words = told.getMessage() == null ? "no reason given" : told.getMessage().strip();
    words = words.replace(place.address(), place.toString());
    int end = words.indexOf('\n');
    String state = told.getSQLState() == null ? "" : told.getSQLState();
    return DataException.builder(
            "the database says: "
                + (end < 0 ? words : words.substring(0, end).strip()).replaceFirst("[.]$", ""))
        .source(place.toString())
        .remedy(remedy(state, words))
        .cause(e)
        .build();
  }

  private static String remedy(String state, String words) {
    if (words.startsWith("No suitable driver")) {
      return "put the jar of its JDBC driver on the class path, with SEMBLANCE_CLASSPATH, and check"
          + " the address";
    }
    if (state.startsWith("28") || words.contains("no password was provided")) {
      return "set " + USER + " and " + PASSWORD + ", or name a file of them by --credentials";
    }
    if (state.startsWith("08")) {
      return "check that it runs, and its address";
    }
    if (state.startsWith("42")) {
      return "check the name of the table, or the query, and what this user may do";
    }
    if (state.startsWith("23")) {
      return "what was written breaks a constraint of the table; nothing was";
    }
    return "nothing was changed there";
  }
}
