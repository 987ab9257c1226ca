package io.semblance.quality;

import io.semblance.quality.Evaluation.Between;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.features.FeatureTable;
import java.util.Arrays;
import java.util.List;

/** An example of a score, all of it: are as many cells missing as in the real table? */
record ExampleScore(Between<Double> asked) implements Score {

  /** What the catalogue lists: asks about the synthetic table, the floor and the ceiling. */
  static ExampleScore of(Evaluation tables) {
    tables.step("missing cells");
    return new ExampleScore(tables.between((a, b) -> 1 - Math.abs(missing(a) - missing(b))));
  }

  private static double missing(FeatureTable table) {
    long missing = 0;
    for (int c = 0; c < table.width(); c++) {
      missing += Arrays.stream(table.column(c)).filter(Double::isNaN).count();
    }
    return missing / ((double) table.rows() * table.width());
  }

  /** One figure: its JSON key, its line on the console and its card on the page. */
  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.of("missing_cells.value", asked.figure(likeness -> likeness), Part.VALIDITY)
            .line("missing cells", "1 is perfect")
            .card(
                "Missing cells",
                "Whether as many cells are missing as in the real table. 1 is perfect.",
                Better.NEITHER));
  }

  /** What follows for the verdict: a finding with its evidence, its remedy and its consequences. */
  @Override
  public void findings(Findings found, QualityReport report) {
    Figure likeness = metrics().get(0).figure();
    if (likeness.value() < likeness.ceiling() - .05) {
      found.add(
          Finding.bad(
                  Topic.VALIDITY,
                  "missing_cells",
                  "More or fewer cells are missing than in the real table.")
              .advising("Fit a model that learns where cells are missing.")
              .because("likeness " + ConsoleLines.number(likeness.value()) + " of 1")
              .forbidding(Use.SOFTWARE));
    }
  }
}
