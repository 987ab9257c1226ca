package io.semblance.quality.profile;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.NumericSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cards that lay one column of two tables over each other. */
public final class ChangeCards {
  private static final int SHARES = 8;
  private static final int SHARES_OF_MANY = 5;

  private final Names names;
  private final boolean many;
  private final int fewestNamed;

  /**
   * What the two tables are called.
   *
   * @param first over figures of the first table
   * @param second over figures of the second
   * @param inSecond the second one within a sentence
   */
  public record Names(String first, String second, String inSecond) {
    /** For two tables of equal standing. */
    public static final Names LETTERS = new Names("A", "B", "B");

    /** What the colours mean. */
    public void legend(StringBuilder out) {
      out.append("<p class=\"legend\"><span><i class=\"swatch a\"></i>").append(first);
      out.append("</span><span><i class=\"swatch b\"></i>").append(second).append("</span></p>");
    }
  }

  /**
   * Cards for a page.
   *
   * @param many whether there are so many that each must be small
   * @param fewestNamed a label of the first table that occurs less often is not named; 0 names all
   */
  public ChangeCards(Names names, boolean many, int fewestNamed) {
    this.names = names;
    this.many = many;
    this.fewestNamed = fewestNamed;
  }

  /**
   * Draws the card of a column.
   *
   * @param place of the column in its table; the card's address is {@code #col-} and this
   * @param keys figures that the cards can be sorted by
   * @param first facts that stand before those about the values
   */
  public void draw(
      StringBuilder out,
      ColumnChange column,
      int place,
      Map<String, Double> keys,
      List<Fact> first) {
    String type = column.a().schema().type().label();
    String name = Html.shorten(column.name(), 80);
    out.append("<article class=\"card\" id=\"col-").append(place).append("\" data-order=\"");
    out.append(place).append('"');
    keys.forEach(
        (key, value) ->
            out.append(" data-").append(key).append("=\"").append(sortKey(value)).append('"'));
    out.append(" data-name=\"").append(Html.escape(name.toLowerCase(Locale.ROOT)));
    out.append("\" data-s=\"").append(Html.escape(name + " " + type)).append("\"><header><h3>");
    out.append(Words.name(name)).append("</h3><span class=\"badge\">").append(type);
    out.append("</span></header>");
    List<Fact> facts = new ArrayList<>(first);
    if (column.a().missing() + column.b().missing() > 0) {
      facts.add(new Fact("Missing", missing(column.a()) + " \u2192 " + missing(column.b())));
    }
    if (column.b().misfits() > 0) {
      facts.add(
          new Fact("Not of the type in " + names.inSecond(), Html.count(column.b().misfits())));
    }
    boolean plot = column.a().present() > 0 && column.b().present() > 0;
    if (column.a() instanceof NumericSummary a && plot) {
      numbers(out, column, a, (NumericSummary) column.b(), facts);
    } else if (column.a().schema().type() == ColumnType.ID) {
      Tables.facts(out, facts);
      out.append("<p class=\"soft\">Identifiers are not compared.</p>");
    } else if (plot) {
      labels(out, column, facts);
    } else {
      Tables.facts(out, facts);
      out.append("<p class=\"soft\">One of the tables has no value here.</p>");
    }
    out.append("</article>\n");
  }

  /** What sorts cards: short, and empty where there is no figure. */
  private static String sortKey(double value) {
    return Double.isNaN(value) ? "" : Float.toString((float) value);
  }

  private static String missing(ColumnSummary column) {
    return Html.percent((double) column.missing() / Math.max(1, column.rows()));
  }

  private void numbers(
      StringBuilder out,
      ColumnChange column,
      NumericSummary a,
      NumericSummary b,
      List<Fact> facts) {
    ColumnSchema schema = a.schema();
    if (!schema.numeric().axis().hasZero()) {
      facts.add(arrow("First", schema, a.moments().min(), b.moments().min()));
      facts.add(arrow("Last", schema, a.moments().max(), b.moments().max()));
    } else {
      facts.add(arrow("Mean", schema, a.moments().mean(), b.moments().mean()));
      facts.add(arrow("Deviation", schema, a.moments().deviation(), b.moments().deviation()));
      facts.add(arrow("Minimum", schema, a.moments().min(), b.moments().min()));
      facts.add(arrow("Maximum", schema, a.moments().max(), b.moments().max()));
      facts.add(new Fact("Moved, in deviations", Words.rounded(column.wasserstein(), 4)));
    }
    Tables.facts(out, facts);
    Bins bins = Bins.of(a.distribution(), b.distribution(), schema.numeric(), many ? 32 : 48);
    Svg.histogram(
        out,
        "Distribution of " + Html.shorten(column.name(), 60) + ": " + both(),
        bins,
        bins.shares(a.distribution()),
        bins.shares(b.distribution()),
        List.of(names.first(), names.second()),
        !many,
        Words.edges(schema, bins));
  }

  private String both() {
    return names.first() + " and " + names.second();
  }

  private static Fact arrow(String name, ColumnSchema schema, double a, double b) {
    return new Fact(name, Words.value(schema, a) + " \u2192 " + Words.value(schema, b));
  }

  private void labels(StringBuilder out, ColumnChange column, List<Fact> facts) {
    LabelSummary a = (LabelSummary) column.a();
    LabelSummary b = (LabelSummary) column.b();
    facts.add(new Fact("Labels", Html.count(a.distinct()) + " \u2192 " + Html.count(b.distinct())));
    if (column.fresh() > 0) {
      facts.add(new Fact("New in " + names.inSecond(), Html.count(column.fresh())));
    }
    if (column.lost() > 0) {
      facts.add(new Fact("Lost in " + names.inSecond(), Html.count(column.lost())));
    }
    Tables.facts(out, facts);
    List<ColumnChange.Share> named =
        column.shares().stream()
            .filter(s -> Math.round(s.a() * a.present()) >= fewestNamed)
            .toList();
    int most = Math.min(many ? SHARES_OF_MANY : SHARES, named.size());
    boolean all = most == Math.max(a.distinct(), column.shares().size());
    Tables.open(
        out,
        all ? "All labels" : "The labels that changed most",
        false,
        List.of("Label", names.first(), "", names.second(), ""),
        false,
        true,
        false,
        true);
    double restA = 1;
    double restB = 1;
    for (ColumnChange.Share share : named.subList(0, most)) {
      row(out, Html.shorten(share.label(), 60), share.a(), share.b());
      restA -= share.a();
      restB -= share.b();
    }
    if (!all) {
      row(out, "(all others)", Math.max(0, restA), Math.max(0, restB));
    }
    Tables.close(out);
  }

  private static void row(StringBuilder out, String label, double a, double b) {
    out.append("<tr>");
    Tables.text(out, label);
    out.append("<td class=\"n\">").append(Html.percent(a)).append("</td><td class=\"k\">");
    Svg.bar(out, a);
    out.append("</td><td class=\"n\">").append(Html.percent(b)).append("</td><td class=\"k\">");
    Svg.bar(out, b, "b");
    out.append("</td></tr>");
  }
}
