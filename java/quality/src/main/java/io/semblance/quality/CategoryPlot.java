package io.semblance.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares of labels as SVG: for each label a bar for the real table and one for the synthetic. The
 * twenty most frequent labels are named. Labels that are rare in the real table are not, since a
 * rare label may point to a person.
 */
final class CategoryPlot {

  private static final int NAMED = 20;

  /** A label in fewer real rows than this is counted among the others and not named. */
  private static final int RAREST_NAMED = 5;

  private static final int WIDTH = 320;
  private static final int ROW = 22;
  private static final int BAR = 8;
  private static final int LEFT = 118;
  private static final int RIGHT = 90;
  private static final int LONGEST_LABEL = 17;

  private CategoryPlot() {}

  private record Row(String label, double real, double synthetic) {}

  static void draw(StringBuilder out, ColumnPair pair) {
    List<Row> rows = rows(pair);
    double longest = 1e-12;
    for (Row row : rows) {
      longest = Math.max(longest, Math.max(row.real(), row.synthetic()));
    }
    double scale = (WIDTH - LEFT - RIGHT) / longest;
    int height = Math.max(1, rows.size()) * ROW + 4;
    out.append("<svg class=\"plot\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
    out.append("\" role=\"img\" aria-label=\"Shares of ").append(Html.escape(pair.name()));
    out.append(", real and synthetic\">");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int y = i * ROW + 3;
      out.append("<g><title>").append(Html.escape(row.label()));
      out.append(": real ").append(Html.percent(row.real()));
      out.append(", synthetic ").append(Html.percent(row.synthetic())).append("</title>");
      out.append("<text x=\"").append(LEFT - 8).append("\" y=\"").append(y + 12);
      out.append("\" text-anchor=\"end\">");
      out.append(Html.escape(Html.shorten(row.label(), LONGEST_LABEL))).append("</text>");
      bar(out, "real", y, row.real() * scale);
      bar(out, "filled", y + BAR + 1, row.synthetic() * scale);
      out.append("<text x=\"").append(WIDTH).append("\" y=\"").append(y + 12);
      out.append("\" text-anchor=\"end\">").append(Html.percent(row.real())).append(" \u00b7 ");
      out.append(Html.percent(row.synthetic())).append("</text></g>");
    }
    out.append("</svg>");
  }

  private static void bar(StringBuilder out, String style, int y, double width) {
    out.append("<rect class=\"").append(style).append("\" x=\"").append(LEFT);
    out.append("\" y=\"").append(y).append("\" width=\"").append(Html.at(Math.max(.5, width)));
    out.append("\" height=\"").append(BAR).append("\"/>");
  }

  private static List<Row> rows(ColumnPair pair) {
    Labels labels = new Labels(pair.realLabels(), pair.syntheticLabels());
    long[] real = counts(labels.realCodes(), labels.count());
    long[] synthetic = counts(labels.syntheticCodes(), labels.count());
    List<String> names = pair.realLabels().dictionary();
    List<Integer> named = new ArrayList<>();
    for (int code = 0; code < names.size(); code++) {
      if (real[code] >= RAREST_NAMED) {
        named.add(code);
      }
    }
    if (named.size() > NAMED) {
      named.sort(Comparator.comparingLong((Integer code) -> real[code]).reversed());
      named = named.subList(0, NAMED);
    }
    double perReal = 1.0 / pair.real().size();
    double perSynthetic = 1.0 / pair.synthetic().size();
    List<Row> rows = new ArrayList<>();
    long otherReal = 0;
    long otherSynthetic = 0;
    for (int code = 0; code < names.size(); code++) {
      if (!named.contains(code)) {
        otherReal += real[code];
        otherSynthetic += synthetic[code];
      }
    }
    for (int code : named) {
      rows.add(new Row(names.get(code), real[code] * perReal, synthetic[code] * perSynthetic));
    }
    addOccurring(rows, "(other labels)", otherReal * perReal, otherSynthetic * perSynthetic);
    long unknown = 0;
    for (int code = names.size(); code < labels.count() - 1; code++) {
      unknown += synthetic[code];
    }
    addOccurring(rows, "(not in real)", 0, unknown * perSynthetic);
    int missing = labels.count() - 1;
    addOccurring(rows, "(missing)", real[missing] * perReal, synthetic[missing] * perSynthetic);
    return rows;
  }

  private static void addOccurring(List<Row> rows, String label, double real, double synthetic) {
    if (real > 0 || synthetic > 0) {
      rows.add(new Row(label, real, synthetic));
    }
  }

  private static long[] counts(int[] codes, int count) {
    long[] counts = new long[count];
    for (int code : codes) {
      counts[code]++;
    }
    return counts;
  }
}
