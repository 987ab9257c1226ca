package io.semblance.benchmarks;

import io.semblance.engine.backend.Backends;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where and with what a result was taken: the first lines of its file. */
final class Machine {
  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.*)$");
  private static final Pattern FLAGS = Pattern.compile("(?m)^(?:flags|Features)\\s*:\\s*(.*)$");
  private static final Pattern PEER =
      Pattern.compile("(pytorch|openblas|mkl)-(\\d[\\w.]*-\\d[\\d.]*)\\.jar");

  private Machine() {}

  /**
   * The lines of a header.
   *
   * @param peers whether their benchmarks are there; jars of theirs may lie about without
   */
  static List<String> header(String command, boolean peers) {
    String cpu = read("/proc/cpuinfo");
    List<String> lines = new ArrayList<>();
    lines.add("CPU      " + model(cpu) + ", " + cores() + ", " + vectors(cpu));
    lines.add("JDK      " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    lines.add("OS       " + System.getProperty("os.name") + " " + System.getProperty("os.version"));
    lines.add("Load     " + load() + " before the run");
    lines.add("Date     " + now());
    lines.add("Commit   " + commit());
    lines.add("Backends " + backends());
    lines.add("Peers    " + (peers ? peers(System.getProperty("java.class.path")) : "none"));
    lines.add("Command  " + command);
    return lines;
  }

  private static String cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores == 1 ? "1 core" : cores + " cores";
  }

  /** The processor's name in the text of {@code /proc/cpuinfo}. */
  static String model(String cpuInfo) {
    Matcher m = MODEL.matcher(cpuInfo);
    return m.find() ? m.group(1).strip() : System.getProperty("os.arch");
  }

  /** The widest vectors of single-precision numbers in the text of {@code /proc/cpuinfo}. */
  static String vectors(String cpuInfo) {
    Matcher m = FLAGS.matcher(cpuInfo);
    List<String> flags = m.find() ? List.of(m.group(1).strip().split("\\s+")) : List.of();
    if (flags.contains("avx512f")) {
      return "AVX-512";
    }
    if (flags.contains("avx2")) {
      return "AVX2 (256 bits)";
    }
    return flags.contains("asimd") || flags.contains("sse2")
        ? "128-bit vectors"
        : "vectors unknown";
  }

  /** Names and versions of the peers' jars on a class path. */
  static String peers(String classPath) {
    String found =
        PEER.matcher(classPath.replace(File.pathSeparatorChar, '\n'))
            .results()
            .map(r -> (r.group(1).equals("pytorch") ? "libtorch" : r.group(1)) + " " + r.group(2))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "none" : found;
  }

  private static String backends() {
    return Backends.inspect().stream()
        .map(b -> b.name() + (b.available() ? " (" + b.description() + ")" : ": " + b.refusal()))
        .collect(Collectors.joining(", "));
  }

  private static String load() {
    String[] words = read("/proc/loadavg").split(" ");
    return words[0].isEmpty() ? "unknown" : words[0];
  }

  private static String now() {
    return ZonedDateTime.now(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.MINUTES)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String commit() {
    String commit = output("git", "rev-parse", "--short", "HEAD");
    String changes = output("git", "status", "--porcelain", "--untracked-files=no");
    return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : " with changes");
  }

  private static String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** A text of the system's, empty where there is none. */
  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
