package io.semblance.benchmarks;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code benchmarks/run.sh}: runs the contests that a pattern names. */
public final class Run {
  private static final int ROUNDS = Integer.getInteger("semblance.benchmarks.rounds", 5);

  private Run() {}

  /**
   * @param args {@code [--short] [pattern]}
   */
  public static void main(String[] args) {
    boolean brief = false;
    String pattern = "";
    for (String arg : args) {
      if (arg.equals("--short")) {
        brief = true;
      } else {
        pattern = arg;
      }
    }
    Set<String> known = Trials.known();
    Pattern wanted = Pattern.compile(pattern);
    List<Contest> contests =
        new Suite(Runtime.getRuntime().availableProcessors())
            .contests().stream().filter(c -> wanted.matcher(c.name()).find()).toList();
    for (Contest contest : contests) {
      Race race = new Race(contest, known, System.out::println);
      if (brief) {
        race.attempt();
      } else {
        race.run(ROUNDS);
      }
    }
  }
}
