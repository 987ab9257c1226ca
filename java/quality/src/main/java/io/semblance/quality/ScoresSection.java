package io.semblance.quality;

import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Card;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.ScoreScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every figure of the report that has a card, between its floor and its ceiling. */
final class ScoresSection {

  /** Closer lines than this leave no distance to be a part of. */
  private static final double NO_DISTANCE = .005;

  private ScoresSection() {}

  static void draw(StringBuilder out, QualityReport report) {
    out.append("<p>The <b>floor</b> is ").append(Html.escape(report.floorMadeBy()));
    out.append(". The <b>ceiling</b> is ").append(Html.escape(report.ceilingMadeBy()));
    out.append(". Each score is a dot; the band reaches from the floor to the ceiling.</p>");
    for (Metric.Part part : Metric.Part.values()) {
      List<Metric> shown =
          report.metrics(part).stream().filter(metric -> metric.card() != null).toList();
      if (!shown.isEmpty()) {
        out.append("<h3>").append(part.heading()).append("</h3><div class=\"cards scores\">\n");
        shown.forEach(metric -> draw(out, metric.card(), metric.figure()));
        out.append("</div>\n");
      }
    }
  }

  /** The cards alone, in the same order. */
  static List<String> cards(QualityReport report) {
    List<String> cards = new ArrayList<>();
    for (Metric.Part part : Metric.Part.values()) {
      for (Metric metric : report.metrics(part)) {
        if (metric.card() != null) {
          StringBuilder out = new StringBuilder();
          draw(out, metric.card(), metric.figure());
          cards.add(out.toString());
        }
      }
    }
    return cards;
  }

  private static void draw(StringBuilder out, Card card, Figure figure) {
    ScoreScale.draw(
        out,
        card.title(),
        figure.value(),
        figure.floor(),
        figure.ceiling(),
        card.from(),
        card.to(),
        card.meaning() + way(figure, card.better()));
  }

  /** How far it came; nothing where the ceiling is no better than the floor. */
  private static String way(Figure figure, Better better) {
    double gain =
        switch (better) {
          case HIGHER -> figure.ceiling() - figure.floor();
          case LOWER -> figure.floor() - figure.ceiling();
          case NEITHER -> Double.NaN;
        };
    if (!(gain >= NO_DISTANCE)) {
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
}
