package io.semblance.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sentence that says what for and what not, from all others. */
final class Uses {

  static final String CODE = "uses";

  private static final Set<String> SPOILS_COLUMNS = Set.of("invalid_cells", "missing_mode");
  private static final Set<String> SPOILS_SOFTWARE = Set.of("invalid_cells");
  private static final Set<String> SPOILS_STUDY =
      Set.of("joint_structure_lost", "joint_structure_weak", "missing_mode", "invalid_cells");
  private static final Set<String> SPOILS_TRAINING =
      Set.of("no_utility", "weak_utility", "joint_structure_lost");

  private Uses() {}

  static Finding of(List<Finding> findings) {
    Set<String> codes = findings.stream().map(Finding::code).collect(Collectors.toSet());
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    sort(codes, SPOILS_SOFTWARE, "trying out software", good, bad);
    sort(codes, SPOILS_COLUMNS, "looking at single columns", good, bad);
    sort(codes, SPOILS_STUDY, "studying how columns depend on one another", good, bad);
    if (codes.contains("utility") || codes.stream().anyMatch(SPOILS_TRAINING::contains)) {
      sort(codes, SPOILS_TRAINING, "training models", good, bad);
    }
    if (codes.contains("copying")) {
      bad.add("passing it on in place of the real table");
    }
    String text =
        (good.isEmpty() ? "" : "May be used for " + String.join(", ", good) + ".")
            + (good.isEmpty() || bad.isEmpty() ? "" : " ")
            + (bad.isEmpty() ? "" : "Not for " + String.join(", ", bad) + ".");
    Finding.Level level =
        bad.isEmpty()
            ? Finding.Level.GOOD
            : good.isEmpty() ? Finding.Level.BAD : Finding.Level.CAUTION;
    return new Finding(CODE, level, text, "the findings below");
  }

  private static void sort(
      Set<String> codes, Set<String> spoilers, String use, List<String> good, List<String> bad) {
    (codes.stream().anyMatch(spoilers::contains) ? bad : good).add(use);
  }
}
