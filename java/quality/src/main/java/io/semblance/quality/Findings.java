package io.semblance.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where scores put their findings, and the order in which a verdict tells them: bad news before
 * good, and of each level the topics in their order.
 */
final class Findings {

  private static final Comparator<Finding> TOLD =
      Comparator.comparing(Finding::level).reversed().thenComparing(Finding::topic);

  private final List<Finding> found = new ArrayList<>();
  private final List<Finding> whenAllIsWell = new ArrayList<>();

  /**
   * Adds a finding.
   *
   * @throws IllegalArgumentException for a bad one without consequences, as it would leave the
   *     table fit for everything
   */
  void add(Finding finding) {
    if (finding.level() == Finding.Level.BAD && finding.forbids().isEmpty()) {
      throw new IllegalArgumentException(
          "the finding "
              + finding.code()
              + " is bad, but forbids no use; say which, or make it a caution");
    }
    found.add(finding);
  }

  /** Adds a finding if in the end nothing bad and nothing to be careful about was found. */
  void addWhenAllIsWell(Finding finding) {
    whenAllIsWell.add(finding);
  }

  /** All of them, in the order in which they are told. */
  List<Finding> told() {
    List<Finding> told = new ArrayList<>(found);
    if (found.stream().allMatch(finding -> finding.level() == Finding.Level.GOOD)) {
      told.addAll(whenAllIsWell);
    }
    told.sort(TOLD);
    return List.copyOf(told);
  }
}
