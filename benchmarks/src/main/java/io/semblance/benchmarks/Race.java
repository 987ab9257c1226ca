package io.semblance.benchmarks;

import io.semblance.benchmarks.Contest.Quotient;
import io.semblance.benchmarks.Contest.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs a contest: heats first, then rounds in which every side runs once, in turning order, so that
 * the drift of a machine meets all sides alike.
 */
final class Race {
  private final Contest contest;
  private final Set<String> known;
  private final Consumer<String> out;
  private final Map<String, Candidate> runners = new LinkedHashMap<>();
  private final Map<String, double[]> times = new LinkedHashMap<>();

  /**
   * @param known benchmarks that there are; sides without any are left out, and it is said
   * @param out receives the lines of the report
   */
  Race(Contest contest, Set<String> known, Consumer<String> out) {
    this.contest = contest;
    this.known = known;
    this.out = out;
  }

  /** Runs one candidate of each side once; tells no figures. */
  void attempt() {
    for (Side side : contest.sides()) {
      List<Candidate> there = candidates(side);
      if (!there.isEmpty()) {
        Trials.attempt(there.get(0));
        out.accept("ran " + contest.name() + " " + side.name());
      }
    }
  }

  private List<Candidate> candidates(Side side) {
    List<Candidate> there =
        side.candidates().stream().filter(c -> known.contains(c.method())).toList();
    if (there.isEmpty()) {
      out.accept("absent " + contest.name() + " " + side.name());
    }
    return there;
  }

  /** Runs and reports. */
  void run(int rounds) {
    for (Side side : contest.sides()) {
      List<Candidate> there = candidates(side);
      if (!there.isEmpty()) {
        runners.put(side.name(), winner(side, there));
        times.put(side.name(), new double[rounds]);
      }
    }
    List<String> order = new ArrayList<>(runners.keySet());
    for (int round = 0; round < rounds; round++) {
      for (String side : order) {
        measure(side, round);
      }
      Collections.reverse(order);
    }
    report();
  }

  private Candidate winner(Side side, List<Candidate> candidates) {
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    Map<String, double[]> heat = new LinkedHashMap<>();
    Map<String, Candidate> byLabel = new LinkedHashMap<>();
    for (Candidate c : candidates) {
      double seconds = Trials.run(c, Trials.Length.HEAT, false).seconds();
      heat.put(c.label(), new double[] {seconds});
      byLabel.put(c.label(), c);
      out.accept(line("heat", side.name() + " " + c.label(), describe(seconds)));
    }
    return byLabel.get(Medians.fastest(List.copyOf(byLabel.keySet()), heat));
  }

  private void measure(String side, int round) {
    times.get(side)[round] = Trials.run(runners.get(side), contest.length(), false).seconds();
  }

  private void report() {
    times.forEach(
        (side, seconds) -> {
          String label = runners.get(side).label();
          out.accept(
              line("time", side + (label.equals(side) ? "" : " " + label), describe(seconds)));
        });
    for (Quotient q : contest.quotients()) {
      if (q.over().stream().anyMatch(times::containsKey)
          && q.under().stream().anyMatch(times::containsKey)) {
        double[] over = times.get(Medians.fastest(q.over(), times));
        double[] under = times.get(Medians.fastest(q.under(), times));
        out.accept(ratio(q.name(), Medians.ofRatios(over, under)));
      }
    }
    if (contest.allocation()) {
      Candidate first = contest.sides().get(0).candidates().get(0);
      double bytes = Trials.run(first, Trials.Length.ALLOCATION, true).bytes();
      out.accept(ratio(contest.name() + ".bytes_per_op", bytes));
    }
  }

  private String line(String kind, String what, String value) {
    return kind + " " + contest.name() + " " + what + " " + value;
  }

  private static String ratio(String name, double value) {
    return String.format(Locale.ROOT, "ratio %s %.4g", name, value);
  }

  /** Median, range where there are rounds, and rate where the contest has a unit. */
  private String describe(double... seconds) {
    double median = Medians.median(seconds);
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%.4g us", median * 1e6));
    if (seconds.length > 1) {
      double[] sorted = seconds.clone();
      Arrays.sort(sorted);
      text.append(
          String.format(
              Locale.ROOT, " (%.4g-%.4g)", sorted[0] * 1e6, sorted[sorted.length - 1] * 1e6));
    }
    if (contest.work() != null) {
      text.append(
          String.format(
              Locale.ROOT, ", %.4g %s/s", contest.work().units() / median, contest.work().unit()));
    }
    return text.toString();
  }
}
