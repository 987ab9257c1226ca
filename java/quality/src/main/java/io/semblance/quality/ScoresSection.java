package io.semblance.quality;

import io.semblance.quality.page.Html;
import io.semblance.quality.page.Scale;
import io.semblance.quality.utility.TargetUtility;
import java.util.List;
import java.util.Locale;

/** Every figure of the report between its floor and its ceiling. */
final class ScoresSection {

  /** Closer lines than this leave no distance to be a part of. */
  private static final double NO_DISTANCE = .005;

  private static final String[][] FIDELITY = {
    {"Shape", "How alike the distribution of each column is; shuffling leaves it alone."},
    {"Trend", "How alike the dependence within each pair of columns is."},
    {"Trend, own edges", "Trend with synthetic columns cut over their own range, as published."},
    {"Mean |\u0394r|", "Mean absolute difference of the correlations of all pairs."}
  };

  private ScoresSection() {}

  static void draw(StringBuilder out, QualityReport report) {
    out.append("<p>The <b>floor</b> is ").append(Html.escape(report.floorMadeBy()));
    out.append(". The <b>ceiling</b> is ").append(Html.escape(report.ceilingMadeBy()));
    out.append(". Each score is a dot; the band reaches from the floor to the ceiling.</p>");
    out.append("<h3>Fidelity</h3><div class=\"cards scores\">\n");
    List<Metric> metrics = report.metrics();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      Figure figure = new Figure(metric.score(), metric.floor(), metric.ceiling());
      String perfect = metric.higherIsBetter() ? " 1 is perfect." : " 0 is perfect.";
      String way = i == 0 ? "" : way(figure, metric.higherIsBetter());
      if (metric.higherIsBetter()) {
        // From the tenth below the lowest, so that small differences near 1 can be seen.
        double least = least(figure);
        double from = Math.max(0, Math.floor(least * 10 - .5) / 10);
        scale(out, FIDELITY[i][0], figure, from, 1, FIDELITY[i][1] + perfect + way);
      } else {
        double to = Math.max(.05, Math.ceil(most(figure) * 22) / 20);
        scale(out, FIDELITY[i][0], figure, 0, to, FIDELITY[i][1] + perfect + way);
      }
    }
    out.append("</div>\n");
    report.judges().ifPresent(judges -> judges(out, judges));
  }

  private static void judges(StringBuilder out, Judges judges) {
    out.append("<h3>Detection and coverage</h3><div class=\"cards scores\">\n");
    Figure trees = judges.treeDetection();
    scale(
        out,
        "Boosted trees, AUC",
        trees,
        Math.min(.4, Math.floor(least(trees) * 10) / 10),
        1,
        "How well trees tell synthetic from real rows. .5 is perfect; far below .5: copies."
            + way(trees, false));
    unit(
        out,
        "Logistic regression",
        judges.logisticDetection(),
        "1 is perfect, and easily had: it is nearly blind to dependence.");
    unit(
        out,
        "alpha-precision",
        judges.alphaPrecision(),
        "Whether synthetic rows lie where real rows lie. 1 is perfect.");
    unit(
        out,
        "beta-recall",
        judges.betaRecall(),
        "How much of where real rows lie is reached. About .5 is perfect; much more: copies.");
    unit(
        out,
        "Labels that occur",
        judges.labelCoverage(),
        "Of those expected ten times. 1 is perfect.");
    unit(
        out,
        "Tails of numbers",
        judges.tailCoverage(),
        "How full both ends of each number are. 1 is perfect.");
    unit(
        out,
        "Clusters of rows",
        judges.clusterCoverage(),
        "Overlap of the shares of rows in clusters of real rows. 1 is perfect.");
    out.append("</div>\n");
    List<TargetUtility> targets = judges.utility().map(u -> u.targets()).orElse(List.of());
    if (targets.isEmpty()) {
      return;
    }
    out.append("<h3>Utility</h3><div class=\"cards scores\">\n");
    for (TargetUtility target : targets) {
      trained(out, target, "boosted trees", target.boostedTrees());
      trained(out, target, "linear model", target.linear());
    }
    out.append("</div>\n");
  }

  private static void trained(
      StringBuilder out, TargetUtility target, String model, TargetUtility.Trained trained) {
    Figure figure = new Figure(trained.synthetic(), trained.floor(), trained.real());
    scale(
        out,
        Html.shorten(target.column(), 60) + ", " + model,
        figure,
        Math.min(0, Math.floor(least(figure) * 10) / 10),
        Math.max(1, most(figure)),
        target.metric().replace('_', ' ')
            + " on real rows of a model trained on synthetic ones; the ceiling was trained on real"
            + " rows."
            + way(figure, true));
  }

  private static void unit(StringBuilder out, String title, Figure figure, String meaning) {
    scale(out, title, figure, 0, 1, meaning + way(figure, true));
  }

  private static void scale(
      StringBuilder out, String title, Figure figure, double from, double to, String meaning) {
    Scale.draw(out, title, figure.value(), figure.floor(), figure.ceiling(), from, to, meaning);
  }

  /** How far it came; nothing where the ceiling is no better than the floor. */
  private static String way(Figure figure, boolean higherIsBetter) {
    double better = figure.ceiling() - figure.floor();
    if (!((higherIsBetter ? better : -better) >= NO_DISTANCE)) {
      return "";
    }
    double way = figure.way(NO_DISTANCE);
    return way < 0
        ? " Worse than the floor."
        : way >= 1
            ? " At the ceiling or beyond."
            : String.format(
                Locale.ROOT, " %.0f%% of the way from floor to ceiling.", Math.floor(100 * way));
  }

  private static double least(Figure figure) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : new double[] {figure.value(), figure.floor(), figure.ceiling()}) {
      least = Double.isNaN(value) ? least : Math.min(least, value);
    }
    return Double.isInfinite(least) ? 0 : least;
  }

  private static double most(Figure figure) {
    return -least(new Figure(-figure.value(), -figure.floor(), -figure.ceiling()));
  }
}
