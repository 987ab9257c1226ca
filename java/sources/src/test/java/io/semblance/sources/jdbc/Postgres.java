package io.semblance.sources.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of this test alone, with a password; the test is skipped where there is none.
 */
final class Postgres {
  static final String USER = "keeper";
  static final String PASSWORD = "s3cret";

  private final Path bin;
  private final Path data;
  private final int port;

  private Postgres(Path bin, Path data, int port) {
    this.bin = bin;
    this.data = data;
    this.port = port;
  }

  static {
    // Assertions of its driver do not foresee a lost connection.
    ClassLoader.getSystemClassLoader().setPackageAssertionStatus("org.postgresql", false);
  }

  static Postgres start() throws IOException, InterruptedException {
    Path bin = programs();
    Assumptions.assumeTrue(bin != null, "PostgreSQL is not installed here");
    Path data = Files.createTempDirectory("semblance-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Postgres server = new Postgres(bin, data, port);
    Path password = data.resolve("password");
    Files.writeString(password, PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "postgres", data.toString()));
    }
    server.run(
        "initdb",
        "-D",
        data.resolve("db").toString(),
        "-U",
        USER,
        "-A",
        "scram-sha-256",
        "--pwfile=" + password,
        "--no-sync",
        "-E",
        "UTF8");
    server.run(
        "pg_ctl",
        "-D",
        data.resolve("db").toString(),
        "-w",
        "-l",
        data.resolve("log").toString(),
        "-o",
        "-p " + port + " -h 127.0.0.1 -k " + data + " -c fsync=off",
        "start");
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private static Path programs() throws IOException {
    Path home = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(home)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(home)) {
      return versions
          .map(v -> v.resolve("bin"))
          .filter(b -> Files.isExecutable(b.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) { // the server refuses to run as root
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    File told = File.createTempFile("semblance", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(told)
            .directory(new File("/tmp"))
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(told.toPath()));
    }
    Files.delete(told.toPath());
  }

  void stop() throws IOException, InterruptedException {
    run("pg_ctl", "-D", data.resolve("db").toString(), "-m", "immediate", "-w", "stop");
    try (Stream<Path> all = Files.walk(data)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
