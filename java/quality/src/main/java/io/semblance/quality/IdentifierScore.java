package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Table;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.identifiers.Keys;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.text.PlainText;
import java.util.List;

/**
 * Whether what names a row is new, different in every row, and of the form of the real ones. Each
 * column is judged by itself: one real number of a passport gives its owner away, however far the
 * row is from all others.
 */
final class IdentifierScore implements Score {
  /** Cells beyond the first of each value, beyond those of the real table. */
  private static final double REPEATED = .001;

  /** Part of the cells that must have a known form; rare forms are left out on purpose. */
  private static final double FORMED = .95;

  private final List<Keys> keys;

  private IdentifierScore(List<Keys> keys) {
    this.keys = keys;
  }

  static IdentifierScore of(Evaluation tables) {
    Table real = tables.real();
    return new IdentifierScore(Keys.of(real, tables.synthetic()));
  }

  @Override
  public Part part() {
    return Part.PRIVACY;
  }

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    if (keys.isEmpty()) {
      return;
    }
    ObjectNode node = root.putObject("identifiers");
    for (Keys key : keys) {
      ObjectNode one = node.putObject(key.column());
      QualityJson.put(one, "real_values_that_occur_once", key.comeBackShare());
      QualityJson.put(one, "repeated", key.repeatedShare());
      QualityJson.put(one, "repeated_in_real", key.realRepeated());
      QualityJson.put(one, "of_a_real_form", key.formedShare());
    }
  }

  @Override
  public void console(ConsoleLines lines, QualityReport report) {
    if (!keys.isEmpty()) {
      long back = keys.stream().mapToLong(Keys::comeBack).sum();
      long repeated =
          keys.stream().filter(IdentifierScore::repeatsMore).mapToLong(Keys::repeated).sum();
      lines.named(
          "identifiers",
          "real ones in "
              + PlainText.count(back)
              + " cells, repeated in "
              + PlainText.count(repeated)
              + " ("
              + PlainText.count(keys.size())
              + (keys.size() == 1 ? " column)" : " columns)"));
    }
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (keys.isEmpty()) {
      return;
    }
    StringBuilder out = page.section("identifiers", "Identifiers");
    out.append("<p>Columns that are different in nearly every row. Identifiers are not learnt but");
    out.append(" made up anew.</p>");
    Tables.open(
        out,
        "Identifiers",
        true,
        List.of(
            "Column", "Real values that occur once", "Repeated", "of real rows", "Of a real form"),
        false,
        true,
        true,
        true,
        true);
    for (Keys key : keys) {
      out.append("<tr>");
      Tables.text(out, PlainText.shorten(key.column(), 60));
      double[] shares = {
        key.comeBackShare(), key.repeatedShare(), key.realRepeated(), key.formedShare()
      };
      for (double share : shares) {
        Tables.number(out, Html.percent(share), share);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    List<Keys> known = keys.stream().filter(k -> k.comeBack() > 0 && !k.counting()).toList();
    List<Keys> back = known.stream().filter(Keys::identifier).toList();
    List<Keys> perhaps = known.stream().filter(k -> !k.identifier()).toList();
    List<Keys> twice = keys.stream().filter(k -> k.identifier() && repeatsMore(k)).toList();
    List<Keys> odd =
        keys.stream()
            .filter(k -> k.identifier() && k.formedShare() < FORMED && !k.counting())
            .toList();
    if (!back.isEmpty()) {
      found.add(
          Finding.bad(
                  Topic.COPYING,
                  "real_identifiers",
                  "Identifying values of real rows come back: " + names(back))
              .advising("Do not pass the table on; make these columns up anew (--type COL=id).")
              .because(comingBack(back))
              .forbidding(Use.SHARING));
    }
    if (!perhaps.isEmpty()) {
      found.add(
          Finding.caution(
                  Topic.COPYING,
                  "values_that_occur_once",
                  "Values that are different in nearly every real row come back: " + names(perhaps))
              .advising("If they name people, declare the columns identifiers (--type COL=id).")
              .because(comingBack(perhaps)));
    }
    if (!twice.isEmpty()) {
      found.add(
          Finding.bad(Topic.VALIDITY, "repeated_identifiers", "Keys come twice: " + names(twice))
              .because(
                  Sentences.first(
                      twice,
                      "; ",
                      k ->
                          PlainText.count(k.repeated())
                              + " cells of "
                              + Sentences.name(k.column())
                              + " repeat another (of real rows: "
                              + PlainText.percent(k.realRepeated())
                              + ")"))
              .forbidding(Use.SOFTWARE));
    }
    if (!odd.isEmpty()) {
      found.add(
          Finding.caution(
                  Topic.VALIDITY,
                  "identifier_forms",
                  "Identifiers have forms that real ones have not: " + names(odd))
              .because(
                  Sentences.first(
                      odd,
                      "; ",
                      k ->
                          PlainText.percent(1 - k.formedShare())
                              + " of the cells of "
                              + Sentences.name(k.column()))));
    }
    List<Keys> all = keys.stream().filter(Keys::identifier).toList();
    if (!all.isEmpty() && back.isEmpty() && twice.isEmpty()) {
      found.add(
          Finding.good(
              Topic.COPYING,
              "new_identifiers",
              "No identifying value of a real row comes back, and no key comes twice: "
                  + names(all)));
    }
  }

  private static boolean repeatsMore(Keys key) {
    return key.repeatedShare() > key.realRepeated() + REPEATED;
  }

  private static String comingBack(List<Keys> keys) {
    return Sentences.first(
        keys,
        "; ",
        k ->
            PlainText.percent(k.comeBackShare())
                + " of the cells of "
                + Sentences.name(k.column())
                + " hold a value that occurs once in the real table");
  }

  private static String names(List<Keys> keys) {
    int others = keys.size() - Sentences.NAMED;
    return Sentences.first(keys, ", ", k -> Sentences.name(k.column()))
        + (others > 0 ? ", and " + others + " more" : "")
        + ".";
  }
}
