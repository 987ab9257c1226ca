package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.page.Page;
import java.util.List;

/**
 * What one judge says of a synthetic table. A score is computed when it is made, once, between
 * floor and ceiling; afterwards it holds figures and no rows, and is asked for its part of each
 * report. All that belongs to a score stands in one file; {@link Scores} lists them.
 *
 * <p>A score of one figure needs {@link #metrics} alone: JSON, console and card follow from it.
 * Each method is handed the whole report, in which the other scores can be looked up.
 */
interface Score {

  /** Computes a score. */
  @FunctionalInterface
  interface Maker {
    /** Asks the tables; says first, by {@link Evaluation#step}, what takes time. */
    Score of(Evaluation evaluation);
  }

  /** Its figures, in the order in which they are shown. */
  List<Metric> metrics();

  /** Writes its keys; without being overridden, those of its metrics. */
  default void json(ObjectNode root, QualityReport report) {
    metrics().forEach(metric -> metric.write(root));
  }

  /** The part of the console in which {@link #console} writes. */
  default Metric.Part part() {
    return metrics().isEmpty() ? Metric.Part.VALIDITY : metrics().get(0).part();
  }

  /** Writes lines after those of the metrics of its part. */
  default void console(ConsoleLines lines, QualityReport report) {}

  /** Draws a section of its own. */
  default void section(Page page, QualityReport report) {}

  /** Says what follows from it for the verdict. */
  default void findings(Findings found, QualityReport report) {}
}
