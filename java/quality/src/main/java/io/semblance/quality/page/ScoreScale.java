package io.semblance.quality.page;

/**
 * A figure on a line between its floor and its ceiling: a band from the one to the other, a mark
 * for each, and a dot for the figure itself.
 */
public final class ScoreScale {
  /** Beyond this part of the line, a label in the middle of its mark would leave the card. */
  private static final double SIDE = 27;

  private ScoreScale() {}

  /**
   * Draws a card.
   *
   * @param title plain text
   * @param value NaN where it is undefined
   * @param floor NaN where there is none
   * @param ceiling NaN where there is none
   * @param from the number at the left end of the line
   * @param to the number at its right end
   * @param meaning what the figure says, plain text
   */
  public static void draw(
      StringBuilder out,
      String title,
      double value,
      double floor,
      double ceiling,
      double from,
      double to,
      String meaning) {
    out.append("<article class=\"card score\"><header><h3>").append(Html.escape(title));
    out.append("</h3><p class=\"figure\">").append(Html.score(value)).append("</p></header>");
    if (!Double.isNaN(value)) {
      out.append("<div class=\"scale\" role=\"img\" aria-label=\"");
      out.append(Html.escape(words(value, floor, ceiling))).append("\"><i class=\"track\"></i>");
      if (!Double.isNaN(floor) && !Double.isNaN(ceiling)) {
        double low = place(Math.min(floor, ceiling), from, to);
        double high = place(Math.max(floor, ceiling), from, to);
        out.append("<i class=\"band\" style=\"left:").append(Html.at(low)).append("%;width:");
        out.append(Html.at(high - low)).append("%\"></i>");
      }
      mark(out, "ceiling", ceiling, from, to);
      mark(out, "floor", floor, from, to);
      out.append("<i class=\"dot\" style=\"left:").append(Html.at(place(value, from, to)));
      out.append("%\"></i></div><p class=\"ends soft\"><span>").append(Html.number(from));
      out.append("</span><span>").append(Html.number(to)).append("</span></p>");
    }
    out.append("<p class=\"soft\">").append(Html.escapeAll(meaning)).append("</p></article>\n");
  }

  private static String words(double value, double floor, double ceiling) {
    return Html.score(value) + "; floor " + Html.score(floor) + ", ceiling " + Html.score(ceiling);
  }

  private static void mark(StringBuilder out, String name, double value, double from, double to) {
    if (Double.isNaN(value)) {
      return;
    }
    double place = place(value, from, to);
    String side = place > 100 - SIDE ? "left" : place < SIDE ? "right" : "middle";
    out.append("<span class=\"mark ").append(name).append(' ').append(side);
    out.append("\" style=\"left:").append(Html.at(place)).append("%\"><span>").append(name);
    out.append(' ').append(Html.score(value)).append("</span></span>");
  }

  private static double place(double value, double from, double to) {
    return 100 * Math.max(0, Math.min(1, (value - from) / (to - from)));
  }
}
