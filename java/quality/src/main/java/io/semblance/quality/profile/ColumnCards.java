package io.semblance.quality.profile;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericKind;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.Cells;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.Distribution;
import io.semblance.quality.summary.FrequentKeys.Frequent;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.Moments;
import io.semblance.quality.summary.NumericSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One card per column: its facts, its distribution, and the rest on demand. */
final class ColumnCards {
  /** Wider tables get plots without hints under the pointer, and shorter lists. */
  private static final int MANY_COLUMNS = 80;

  private static final int LISTED = 10;
  private static final int LISTED_OF_MANY = 5;
  private static final int SHORT_LIST = 6;
  private static final int LENGTH_BINS = 30;

  private final Profile profile;
  private final boolean many;

  ColumnCards(Profile profile) {
    this.profile = profile;
    many = profile.summary().schema().size() > MANY_COLUMNS;
  }

  void draw(StringBuilder out) {
    List<ColumnSummary> columns = profile.summary().columns();
    Tables.searchOpen(out, "cards", "Search", "name, type or alert");
    out.append("<label>Order <select");
    out.append(" data-for=\"cards\"><option value=\"order\">as in the table</option>");
    out.append("<option value=\"name\">name</option><option value=\"type\">type</option>");
    out.append("<option value=\"-missing\">most missing</option>");
    out.append("<option value=\"-distinct\">most distinct values</option>");
    out.append("<option value=\"-alerts\">most alerts</option></select></label>");
    out.append("<button type=\"button\" data-open=\"cards\" aria-expanded=\"false\">");
    out.append("Open all details</button>");
    Tables.searchClose(out, "cards");
    out.append("<div class=\"cards").append(many ? " many" : "");
    out.append("\" id=\"cards\">\n");
    for (int i = 0; i < columns.size(); i++) {
      card(out, columns.get(i), i);
    }
    out.append("</div>");
  }

  private void card(StringBuilder out, ColumnSummary column, int place) {
    List<Alert> alerts =
        profile.alerts().stream()
            .filter(a -> column.name().equals(a.column()) && a.other() == null)
            .toList();
    String type = column.schema().type().label();
    StringBuilder words =
        new StringBuilder(
            column.name().length() > 200 ? column.name().substring(0, 200) : column.name());
    words.append(' ').append(type);
    alerts.forEach(a -> words.append(' ').append(a.kind().label()));
    out.append("<article class=\"card\" id=\"col-").append(place).append("\" data-order=\"");
    out.append(place).append("\" data-name=\"");
    out.append(Html.escape(column.name().toLowerCase(Locale.ROOT)));
    out.append("\" data-type=\"").append(type).append("\" data-missing=\"");
    out.append(column.missing()).append("\" data-distinct=\"").append(column.distinct());
    out.append("\" data-alerts=\"").append(alerts.size()).append("\" data-s=\"");
    out.append(Html.escape(words.toString())).append("\">\n<header><h3>");
    out.append(Words.name(column.name())).append("</h3><span class=\"badge\">").append(type);
    out.append("</span>");
    for (Alert alert : alerts) {
      badge(out, alert);
    }
    out.append("</header>");
    if (column.present() == 0) {
      out.append("<p class=\"soft\">No cell holds a value.</p></article>\n");
      return;
    }
    out.append("<div class=\"side\">");
    if (column instanceof NumericSummary numbers) {
      numbers(out, numbers);
    } else {
      labels(out, (LabelSummary) column);
    }
    out.append("</article>\n");
  }

  static void badge(StringBuilder out, Alert alert) {
    out.append("<span class=\"badge").append(alert.kind().warning() ? " warn" : "");
    out.append("\" title=\"").append(Html.escape(alert.words())).append("\">");
    out.append(alert.kind().label()).append("</span>");
  }

  private static void counts(List<Fact> facts, ColumnSummary column) {
    double rows = Math.max(1, column.rows());
    facts.add(new Fact("Distinct", Words.count(column.distinct(), column.exact())));
    facts.add(
        new Fact(
            "Missing",
            column.missing() == 0
                ? "0"
                : Html.count(column.missing())
                    + " ("
                    + Html.percent(column.missing() / rows)
                    + ")"));
    if (column.infinite() > 0) {
      facts.add(new Fact("Infinite", Html.count(column.infinite())));
    }
    if (column.misfits() > 0) {
      facts.add(new Fact("Not of the type", Html.count(column.misfits())));
    }
  }

  private void numbers(StringBuilder out, NumericSummary column) {
    ColumnSchema schema = column.schema();
    NumericKind kind = schema.numeric();
    boolean amounts = kind.axis().hasZero();
    Moments moments = column.moments();
    Distribution values = column.distribution();
    List<Fact> facts = new ArrayList<>();
    counts(facts, column);
    if (!amounts) {
      double span = kind.millis(moments.max() - moments.min());
      facts.add(new Fact("First", Words.value(schema, moments.min())));
      facts.add(new Fact("Last", Words.value(schema, moments.max())));
      facts.add(new Fact("Span", Words.duration(span)));
      DateGaps gaps = kind.axis().hasGaps() ? DateGaps.of(column) : null;
      if (gaps != null) {
        facts.add(new Fact("Usual step", Words.duration(gaps.usual())));
        facts.add(new Fact("Longest step", Words.duration(gaps.widest())));
        facts.add(new Fact("Gaps", Html.count(gaps.count())));
      }
    } else {
      facts.add(new Fact("Mean", Words.rounded(moments.mean(), 6)));
      facts.add(new Fact("Deviation", Words.rounded(moments.deviation(), 6)));
      facts.add(new Fact("Minimum", Html.number(moments.min())));
      facts.add(new Fact("Median", Html.number(values.quantile(.5))));
      facts.add(new Fact("Maximum", Html.number(moments.max())));
      facts.add(new Fact("Zeros", share(column.zeros(), column.present())));
      facts.add(new Fact("Negative", share(column.negatives(), column.present())));
    }
    Tables.facts(out, facts);
    Bins bins = Bins.of(values, kind, many ? 32 : 64);
    Svg.histogram(
        out,
        "Distribution of " + Html.shorten(column.name(), 60),
        bins,
        bins.shares(values),
        null,
        List.of(),
        !many,
        Words.edges(schema, bins));
    out.append("</div><details><summary>More about ")
        .append(Words.name(Html.shorten(column.name(), 60)));
    out.append("</summary><div class=\"inner halves\"><div>");
    if (amounts) {
      moreNumbers(out, column, values);
    }
    quantiles(out, schema, values);
    out.append("</div><div>");
    int most = many ? LISTED_OF_MANY : LISTED;
    valueTable(out, "Common values", schema, column.common(most), column.present());
    out.append("</div><div>");
    valueTable(out, "Least values", schema, column.least(most), column.present());
    out.append("</div><div>");
    valueTable(out, "Greatest values", schema, column.greatest(most), column.present());
    out.append("</div></div></details>");
  }

  private static String share(long count, long of) {
    return count == 0 ? "0" : Html.count(count) + " (" + Html.percent((double) count / of) + ")";
  }

  private static void moreNumbers(StringBuilder out, NumericSummary column, Distribution values) {
    Moments moments = column.moments();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Sum", Html.number(moments.sum())));
    facts.add(new Fact("Variance", Words.rounded(moments.variance(), 6)));
    facts.add(
        new Fact(
            "Coefficient of variation", Words.rounded(moments.deviation() / moments.mean(), 4)));
    facts.add(new Fact("Skewness", Words.rounded(moments.skewness(), 4)));
    facts.add(new Fact("Excess kurtosis", Words.rounded(moments.kurtosis(), 4)));
    facts.add(new Fact("Median absolute deviation", Html.number(values.medianAbsoluteDeviation())));
    facts.add(new Fact("Range", Html.number(moments.max() - moments.min())));
    facts.add(
        new Fact("Interquartile range", Html.number(values.quantile(.75) - values.quantile(.25))));
    facts.add(new Fact("Order of rows", order(column)));
    out.append("<h4>Statistics</h4>");
    Tables.facts(out, facts);
  }

  static String order(NumericSummary column) {
    String strictly = column.order().strict() ? "strictly " : "";
    return column.order().rising()
        ? strictly + "rising"
        : column.order().falling() ? strictly + "falling" : "neither rises nor falls";
  }

  private static void quantiles(StringBuilder out, ColumnSchema schema, Distribution values) {
    double[] shares = {.01, .05, .25, .5, .75, .95, .99};
    List<Fact> facts = new ArrayList<>();
    for (double p : shares) {
      facts.add(new Fact(Math.round(100 * p) + "%", Words.value(schema, values.quantile(p))));
    }
    out.append("<h4>Quantiles").append(values.exact() ? "" : " (within half a percent of rank)");
    out.append("</h4>");
    Tables.facts(out, facts);
  }

  private static void valueTable(
      StringBuilder out,
      String caption,
      ColumnSchema schema,
      List<Frequent<Double>> values,
      long present) {
    List<Frequent<String>> texts = new ArrayList<>();
    for (Frequent<Double> value : values) {
      texts.add(new Frequent<>(Cells.text(schema, value.key()), value.count()));
    }
    frequencies(out, caption, texts, present, texts.size());
  }

  private static void frequencies(
      StringBuilder out, String caption, List<Frequent<String>> labels, long present, int most) {
    long largest = labels.stream().mapToLong(Frequent::count).max().orElse(1);
    Tables.open(out, caption, false, List.of("Value", "Count", "Share", ""), false, true, true);
    for (Frequent<String> label : labels.subList(0, Math.min(most, labels.size()))) {
      out.append("<tr><td dir=\"auto\">").append(Html.escape(Html.shorten(label.key(), 80)));
      out.append("</td><td class=\"n\">").append(Html.count(label.count()));
      out.append("</td><td class=\"n\">").append(Html.percent((double) label.count() / present));
      out.append("</td><td class=\"k\">");
      Svg.bar(out, (double) label.count() / largest);
      out.append("</td></tr>\n");
    }
    Tables.close(out);
  }

  private void labels(StringBuilder out, LabelSummary column) {
    List<Fact> facts = new ArrayList<>();
    counts(facts, column);
    boolean id = column.schema().type() == ColumnType.ID;
    List<Frequent<String>> top = column.common(many ? LISTED_OF_MANY : LISTED);
    if (!id) {
      String share = Html.percent((double) top.get(0).count() / column.present());
      facts.add(new Fact("Most frequent", Html.shorten(top.get(0).key(), 40) + " (" + share + ")"));
    }
    facts.add(new Fact("Occur once", Words.count(column.once(), column.exact())));
    facts.add(new Fact("Length", range(column.lengths())));
    if (column.words().any()) {
      facts.add(new Fact("Words", range(column.words().perLabel())));
    }
    Tables.facts(out, facts);
    out.append("<div>");
    if (id) {
      out.append("<p class=\"soft\">Identifiers: nearly all values are different.</p>");
      Tables.facts(out, List.of(new Fact("For example", Html.shorten(top.get(0).key(), 60))));
    } else {
      int shown = Math.min(SHORT_LIST, top.size());
      String caption = shown < column.distinct() ? "The most frequent labels" : "All labels";
      frequencies(out, caption, top, column.present(), shown);
    }
    out.append("</div></div>");
    if (column.distinct() > SHORT_LIST || column.lengths().max() > 3) {
      out.append("<details><summary>More about ")
          .append(Words.name(Html.shorten(column.name(), 60)));
      out.append("</summary><div class=\"inner halves\"><div>");
      if (top.size() > SHORT_LIST && !id) {
        frequencies(out, "Most frequent", top, column.present(), top.size());
        long listed = top.stream().mapToLong(Frequent::count).sum();
        out.append("<p class=\"soft\">All others together: ");
        out.append(share(column.present() - listed, column.present())).append("</p>");
      }
      out.append("</div><div><h4>Length in characters</h4>");
      Distribution lengths = column.lengthDistribution();
      Bins bins = Bins.of(lengths, LENGTH_BINS);
      Svg.histogram(
          out,
          "Lengths of " + Html.shorten(column.name(), 60),
          bins,
          bins.shares(lengths),
          null,
          List.of(),
          !many,
          Html::number);
      out.append("</div>");
      words(out, column);
      out.append("</div></details>");
    }
  }

  private void words(StringBuilder out, LabelSummary column) {
    if (!column.words().any()) {
      return;
    }
    List<Frequent<String>> words = column.words().common(many ? LISTED_OF_MANY : LISTED);
    long all = Math.round(column.words().perLabel().sum());
    out.append("<div>");
    String caption = column.words().exact() ? "Words, share of all" : "Words, at least so often";
    frequencies(out, caption, words, all, words.size());
    out.append("</div>");
  }

  private static String range(Moments lengths) {
    return lengths.min() == lengths.max()
        ? Html.number(lengths.min())
        : Html.number(lengths.min())
            + " to "
            + Html.number(lengths.max())
            + ", mean "
            + Words.rounded(lengths.mean(), 1);
  }
}
