package io.semblance.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code benchmarks/run.sh}: runs the contests that a pattern names, or the tables of growth. */
public final class Run {
  /** Where results go, from the root of the repository. */
  private static final Path RESULTS = Path.of("benchmarks", "results");

  private Run() {}

  /**
   * Runs; ends with 2 where the command line is wrong, with 1 where a benchmark failed.
   *
   * @param args see {@link Arguments#USAGE}
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("run.sh: " + e.getMessage() + "\n" + Arguments.USAGE);
      System.exit(2);
      return;
    }
    try {
      if (!run(arguments)) {
        System.err.println("run.sh: no benchmark is named like " + arguments.pattern());
        System.exit(2);
      }
    } catch (IllegalStateException e) {
      System.err.println("run.sh: " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Arguments arguments) throws IOException {
    List<Contest> contests =
        new Suite(Runtime.getRuntime().availableProcessors())
            .contests().stream().filter(c -> arguments.wants(c.name())).toList();
    boolean growth = Growth.named(arguments.pattern()) || arguments.brief() && contests.size() > 1;
    if (contests.isEmpty() && !growth) {
      return false;
    }
    if (arguments.list()) {
      contests.forEach(c -> System.out.println(c.name()));
      System.out.println(Growth.NAME);
      return true;
    }
    Set<String> known = Trials.known();
    Results results = new Results();
    if (arguments.brief()) {
      // Nothing is timed, so that other runs of JMH on this machine do not matter.
      System.setProperty("jmh.ignoreLock", "true");
    }
    if (!arguments.brief()) {
      String words = arguments.pattern().isEmpty() ? "" : " '" + arguments.pattern() + "'";
      boolean peers = known.stream().anyMatch(Peers::owns);
      Machine.header("benchmarks/run.sh --rounds " + arguments.rounds() + words, peers)
          .forEach(results::add);
      results.add("");
    }
    for (Contest contest : contests) {
      Race race = new Race(contest, known, results::add);
      if (arguments.brief()) {
        race.attempt();
      } else {
        race.run(arguments.rounds());
      }
    }
    if (growth) {
      new Growth(results::add).run(arguments.pattern(), arguments.brief());
    }
    if (!arguments.brief()) {
      results.write(RESULTS.resolve(arguments.fileName(Runtime.version().feature())));
    }
    return true;
  }
}
