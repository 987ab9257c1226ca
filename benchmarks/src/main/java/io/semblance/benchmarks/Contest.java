package io.semblance.benchmarks;

import java.util.List;

/**
 * The same work done by several sides in one run, turn by turn.
 *
 * @param name what a pattern is matched against
 * @param work what one operation does
 * @param length how long each side runs in a round
 * @param allocation whether bytes allocated per operation are told, of the first side
 */
record Contest(
    String name,
    Work work,
    Trials.Length length,
    boolean allocation,
    List<Side> sides,
    List<Quotient> quotients) {

  Contest {
    sides = List.copyOf(sides);
    quotients = List.copyOf(quotients);
  }

  /**
   * What is counted per second.
   *
   * @param unit for example rows
   * @param units how many of them one operation does
   */
  record Work(double units, String unit) {}

  /**
   * One of those compared. Where there are several candidates, a heat finds the fastest, and it
   * alone runs on.
   */
  record Side(String name, List<Candidate> candidates) {
    Side {
      candidates = List.copyOf(candidates);
    }

    static Side of(String name, Candidate candidate) {
      return new Side(name, List.of(candidate));
    }
  }

  /**
   * A line {@code ratio}: time of one side over time of another. Of several sides named, the faster
   * one counts.
   */
  record Quotient(String name, List<String> over, List<String> under) {
    static Quotient of(String name, String over, String under) {
      return new Quotient(name, List.of(over), List.of(under));
    }
  }
}
