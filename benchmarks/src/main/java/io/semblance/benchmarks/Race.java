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
import java.util.stream.Collectors;

/**
 * Runs a contest: heats first, then rounds in which every side runs once, in turning order, so that
 * the drift of a machine meets all sides alike.
 */
final class Race {
  private final Contest contest;
  private final Set<String> known;
  private final Consumer<String> out;

  /** Ways of each side that may still run, the fastest of the heats first. */
  private final Map<String, List<Candidate>> runners = new LinkedHashMap<>();

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

  /**
   * Runs one candidate of each side once; tells no figures. A peer runs in a JVM of its own, which
   * may crash, and the first of its ways that does not stands for all.
   *
   * @throws IllegalStateException if a side of our own failed
   */
  void attempt() {
    for (Side side : contest.sides()) {
      for (Candidate c : candidates(side)) {
        if (ran(side.name(), c, () -> attempt(c))) {
          out.accept("ran " + contest.name() + " " + side.name());
          break;
        }
      }
    }
  }

  private static void attempt(Candidate c) {
    if (Peers.owns(c.method())) {
      Trials.run(c, Trials.Length.SHORT, false);
    } else {
      Trials.attempt(c);
    }
  }

  /**
   * Whether a candidate ran. A peer's that did not is told; one of ours is a fault to be mended.
   */
  private boolean ran(String side, Candidate c, Runnable trial) {
    try {
      trial.run();
      return true;
    } catch (IllegalStateException e) {
      if (!Peers.owns(c.method())) {
        throw e;
      }
      String why = e.getMessage().lines().findFirst().orElse("it does not say why");
      out.accept(line("left out", side + " " + c.label() + ":", why));
      return false;
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

  /**
   * Runs and reports.
   *
   * @throws IllegalStateException if a side of our own failed
   */
  void run(int rounds) {
    for (Side side : contest.sides()) {
      List<Candidate> fit = ranked(side, candidates(side));
      if (!fit.isEmpty()) {
        runners.put(side.name(), fit);
      }
    }
    // Each time a way less, so this ends.
    while (!rounds(rounds)) {
      out.accept("again " + contest.name() + ", all rounds without it");
    }
    report();
  }

  /**
   * Measures all rounds. Times of one round are compared with each other, so where a runner fails
   * none of them counts.
   *
   * @return whether every runner ran; one that did not is no longer among the runners
   */
  private boolean rounds(int rounds) {
    times.clear();
    runners.keySet().forEach(side -> times.put(side, new double[rounds]));
    List<String> order = new ArrayList<>(runners.keySet());
    for (int round = 0; round < rounds; round++) {
      for (String side : order) {
        int now = round;
        Candidate c = runners.get(side).get(0);
        if (!ran(side, c, () -> measure(side, c, now))) {
          strike(side);
          return false;
        }
      }
      Collections.reverse(order);
    }
    return true;
  }

  private void measure(String side, Candidate c, int round) {
    times.get(side)[round] = Trials.run(c, contest.length(), false).seconds();
  }

  /** The next fastest way takes the place of a side's first, or the side is gone. */
  private void strike(String side) {
    List<Candidate> rest = runners.get(side);
    rest.remove(0);
    if (rest.isEmpty()) {
      runners.remove(side);
    }
  }

  /** The candidates that ran in a heat, fastest first. One alone needs no heat. */
  private List<Candidate> ranked(Side side, List<Candidate> candidates) {
    if (candidates.size() < 2) {
      return new ArrayList<>(candidates);
    }
    Map<Candidate, Double> heat = new LinkedHashMap<>();
    for (Candidate c : candidates) {
      ran(side.name(), c, () -> heat.put(c, heat(side, c)));
    }
    return heat.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private double heat(Side side, Candidate c) {
    double seconds = Trials.run(c, Trials.Length.HEAT, false).seconds();
    out.accept(line("heat", side.name() + " " + c.label(), describe(seconds)));
    return seconds;
  }

  private void report() {
    times.forEach(
        (side, seconds) -> {
          String label = runners.get(side).get(0).label();
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
