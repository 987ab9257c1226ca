package io.semblance.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that a synthetic table is wanted for.
 *
 * @param what in words, to follow "may be used for"
 * @param fit whether the findings allow it
 * @param because the findings that forbid it, or the good ones that speak for it; may be empty
 */
record Uses(String what, boolean fit, List<Finding> because) {

  static final String CODE = "uses";

  private static final Set<String> SPOILS_COLUMNS = Set.of("invalid_cells", "missing_mode");
  private static final Set<String> SPOILS_SOFTWARE = Set.of("invalid_cells", "rules_mostly_broken");
  private static final Set<String> SPOILS_STUDY =
      Set.of(
          "joint_structure_lost",
          "joint_structure_weak",
          "missing_mode",
          "invalid_cells",
          "rules_mostly_broken");
  private static final Set<String> SPOILS_TRAINING =
      Set.of("no_utility", "weak_utility", "joint_structure_lost");
  private static final Set<String> SPOILS_SHARING = Set.of("copying");

  /** Every use that the findings say something about. */
  static List<Uses> of(List<Finding> findings) {
    Set<String> codes = findings.stream().map(Finding::code).collect(Collectors.toSet());
    List<Uses> uses = new ArrayList<>();
    uses.add(use("trying out software", SPOILS_SOFTWARE, Set.of(), findings));
    uses.add(use("looking at single columns", SPOILS_COLUMNS, Set.of(), findings));
    uses.add(
        use(
            "studying how columns depend on one another",
            SPOILS_STUDY,
            Set.of("joint_structure_kept"),
            findings));
    if (codes.contains("utility") || codes.stream().anyMatch(SPOILS_TRAINING::contains)) {
      uses.add(use("training models", SPOILS_TRAINING, Set.of("utility"), findings));
    }
    // That nothing was found is no leave to pass a table on, so this is only ever said against it.
    if (codes.contains("copying")) {
      uses.add(use("passing it on in place of the real table", SPOILS_SHARING, Set.of(), findings));
    }
    return uses;
  }

  private static Uses use(
      String what, Set<String> spoilers, Set<String> supporters, List<Finding> findings) {
    List<Finding> against = findings.stream().filter(f -> spoilers.contains(f.code())).toList();
    boolean fit = against.isEmpty();
    return new Uses(
        what,
        fit,
        fit ? findings.stream().filter(f -> supporters.contains(f.code())).toList() : against);
  }

  /** The sentence that says what for and what not. */
  static Finding sentence(List<Finding> findings) {
    List<Uses> uses = of(findings);
    String good = named(uses, true);
    String bad = named(uses, false);
    String text =
        (good.isEmpty() ? "" : "May be used for " + good + ".")
            + (good.isEmpty() || bad.isEmpty() ? "" : " ")
            + (bad.isEmpty() ? "" : "Not for " + bad + ".");
    if (findings.stream().anyMatch(f -> f.code().equals("copying"))) {
      String first = "Copying: rows are copies of real rows, or nearly so. Not for " + bad + ".";
      String kept = good.isEmpty() ? "" : " Kept as safe as the real table, for " + good + ".";
      return new Finding(CODE, Finding.Level.BAD, first + kept, "the findings below");
    }
    Finding.Level level =
        bad.isEmpty()
            ? Finding.Level.GOOD
            : good.isEmpty() ? Finding.Level.BAD : Finding.Level.CAUTION;
    return new Finding(CODE, level, text, "the findings below");
  }

  private static String named(List<Uses> uses, boolean fit) {
    return uses.stream()
        .filter(use -> use.fit == fit)
        .map(Uses::what)
        .collect(Collectors.joining(", "));
  }
}
