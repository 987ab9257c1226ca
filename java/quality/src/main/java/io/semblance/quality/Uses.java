package io.semblance.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a table is fit for one use.
 *
 * @param use what it is wanted for
 * @param fit whether no finding forbids it
 * @param because the findings that forbid it, or those that speak for it; may be empty
 */
record Uses(Use use, boolean fit, List<Finding> because) {

  /** Every use that the findings say something about, in the order of {@link Use}. */
  static List<Uses> of(List<Finding> findings) {
    List<Uses> uses = new ArrayList<>();
    for (Use use : Use.values()) {
      List<Finding> against = findings.stream().filter(f -> f.forbids().contains(use)).toList();
      List<Finding> speaking = findings.stream().filter(f -> f.supports().contains(use)).toList();
      boolean said =
          switch (use.said()) {
            case ALWAYS -> true;
            case WHEN_SPOKEN_OF -> !against.isEmpty() || !speaking.isEmpty();
            case WHEN_FORBIDDEN -> !against.isEmpty();
          };
      if (said) {
        uses.add(new Uses(use, against.isEmpty(), against.isEmpty() ? speaking : against));
      }
    }
    return List.copyOf(uses);
  }

  /** The sentence that says what for and what not. */
  static Finding sentence(List<Uses> uses) {
    String good = named(uses, true);
    String bad = named(uses, false);
    String text =
        (good.isEmpty() ? "" : "May be used for " + good + ".")
            + (good.isEmpty() || bad.isEmpty() ? "" : " ")
            + (bad.isEmpty() ? "" : "Not for " + bad + ".");
    Finding.Level level =
        bad.isEmpty()
            ? Finding.Level.GOOD
            : good.isEmpty() ? Finding.Level.BAD : Finding.Level.CAUTION;
    // A table that must not leave the house: that is said before anything else.
    Finding alarm =
        uses.stream()
            .filter(use -> use.use() == Use.SHARING && !use.fit())
            .map(use -> use.because().get(0))
            .findFirst()
            .orElse(null);
    if (alarm != null) {
      String kept = good.isEmpty() ? "" : " Kept as safe as the real table, for " + good + ".";
      text = alarm.statement() + " Not for " + bad + "." + kept;
      level = Finding.Level.BAD;
    }
    return Finding.of(Finding.Topic.USES, "uses", level, text).because("the findings below");
  }

  private static String named(List<Uses> uses, boolean fit) {
    return uses.stream()
        .filter(use -> use.fit == fit)
        .map(use -> use.use().words())
        .collect(Collectors.joining(", "));
  }
}
