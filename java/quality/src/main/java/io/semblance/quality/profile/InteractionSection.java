package io.semblance.quality.profile;

import io.semblance.data.ColumnSchema;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.NumericSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/** Pairs of columns that the user asked for, as maps of counts. */
final class InteractionSection {
  private static final int BINS = 24;

  private final Profile profile;
  private final Associations associations;

  InteractionSection(Profile profile) {
    this.profile = profile;
    associations = profile.associations();
  }

  void draw(StringBuilder out) {
    out.append(
        "<p class=\"soft\">The darker a cell, the more rows fall into it (colour grows with");
    out.append(" the root of the count).</p><div class=\"cards\">");
    for (ProfileOptions.Interaction pair : profile.options().interactions()) {
      card(out, pair);
    }
    out.append("</div>");
  }

  private void card(StringBuilder out, ProfileOptions.Interaction pair) {
    int x = associations.indexOf(pair.x());
    int y = associations.indexOf(pair.y());
    String title = Html.shorten(pair.x(), 60) + " and " + Html.shorten(pair.y(), 60);
    out.append("<article class=\"card\"><header><h3>").append(Words.name(title));
    out.append("</h3></header>");
    if (x < 0 || y < 0) {
      out.append(
          "<p>One of them is an identifier, which goes together with nothing.</p></article>");
      return;
    }
    Groups across = axis(x);
    Groups up = axis(y);
    Contingency counts =
        associations.fine(x, y).coarse(across.ofLevel(), across.size(), up.ofLevel(), up.size());
    double most = 1;
    for (int i = 0; i < across.size(); i++) {
      for (int j = 0; j < up.size(); j++) {
        most = Math.max(most, counts.count(i, j));
      }
    }
    double largest = most;
    int top = up.size() - 1; // the greatest value is drawn at the top
    boolean rising = associations.levels(y).ordered();
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < up.size(); r++) {
      rows.add(up.names().get(rising ? top - r : r));
    }
    out.append("<p class=\"soft\">Across: ").append(Words.name(Html.shorten(pair.x(), 60)));
    out.append("; up: ").append(Words.name(Html.shorten(pair.y(), 60))).append("</p>");
    Heat.grid(
        out,
        title,
        rows,
        across.names(),
        (r, i) -> {
          int count = counts.count(i, rising ? top - r : r);
          return count == 0 ? Double.NaN : Math.max(.06, Math.sqrt(count / largest));
        },
        1,
        (r, i) ->
            across.names().get(i)
                + " \u00b7 "
                + rows.get(r)
                + ": "
                + Html.count(counts.count(i, rising ? top - r : r)));
    List<Fact> facts = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      double value = associations.get(measure, x, y);
      if (measure != Measure.AUTO && !Double.isNaN(value)) {
        facts.add(new Fact(measure.title(), Words.coefficient(value)));
      }
    }
    Tables.facts(out, facts);
    out.append("</article>\n");
  }

  /** Bins of equal width for numbers, the most frequent labels for words. */
  private Groups axis(int column) {
    ColumnLevels levels = associations.levels(column);
    double[] counts = new double[levels.size()];
    for (short code : associations.codes(column)) {
      if (code < counts.length) {
        counts[code]++;
      }
    }
    ColumnSchema schema = associations.columns().get(column);
    boolean binned =
        profile.summary().columns().get(associations.position(column)) instanceof NumericSummary;
    if (!binned || levels.size() <= BINS) {
      DoubleFunction<String> value =
          levels.ordered() && levels.size() > 0
              ? Words.edges(schema, levels.value(0), levels.value(levels.size() - 1))
              : Html::number;
      return Groups.of(levels, counts, BINS, value);
    }
    NumericSummary summary =
        (NumericSummary) profile.summary().columns().get(associations.position(column));
    Bins bins = Bins.of(summary.distribution(), schema.numeric(), BINS);
    DoubleFunction<String> value = Words.edges(schema, bins);
    List<String> names = new ArrayList<>();
    for (int b = 0; b < bins.size(); b++) {
      String from = value.apply(bins.from(b));
      String to = value.apply(bins.to(b));
      names.add(from.equals(to) ? from : from + " to " + to);
    }
    int[] ofLevel = new int[levels.size()];
    Arrays.setAll(ofLevel, level -> bins.bin(levels.value(level)));
    return new Groups(names, ofLevel);
  }
}
