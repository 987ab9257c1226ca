package io.semblance.quality.page;

import java.util.List;

/** HTML tables: captioned, scrolling sideways when wide, and sortable where asked for. */
public final class Tables {
  private Tables() {}

  /**
   * Opens a table up to its body.
   *
   * @param sortable whether a click on a heading sorts the rows
   * @param numeric per column, whether it holds numbers
   */
  public static void open(
      StringBuilder out, String caption, boolean sortable, List<String> heads, boolean... numeric) {
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(Html.escape(caption)).append("\"><table");
    out.append(sortable ? " class=\"sortable\"" : "").append("><caption>");
    out.append(Html.escape(caption)).append("</caption><thead><tr>");
    for (int i = 0; i < heads.size(); i++) {
      boolean right = i < numeric.length && numeric[i];
      out.append("<th scope=\"col\"").append(right ? " class=\"n\"" : "").append('>');
      out.append(Html.escape(heads.get(i))).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
  }

  /** Closes what {@link #open} has opened. */
  public static void close(StringBuilder out) {
    out.append("</tbody></table></div>\n");
  }

  /** A cell of plain text. */
  public static void text(StringBuilder out, String text) {
    out.append("<td dir=\"auto\">").append(Html.escape(text)).append("</td>");
  }

  /** A cell with a number as shown, and the number itself to sort by. */
  public static void number(StringBuilder out, String shown, double value) {
    out.append("<td class=\"n\" data-v=\"").append(Double.isNaN(value) ? "" : sortKey(value));
    out.append("\">").append(shown).append("</td>");
  }

  private static String sortKey(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }

  /** A box to search the rows or cards of the list with an id. */
  public static void search(StringBuilder out, String list, String label, String hint) {
    searchOpen(out, list, label, hint);
    searchClose(out, list);
  }

  /** The same, left open for other tools behind the box. */
  public static void searchOpen(StringBuilder out, String list, String label, String hint) {
    out.append("<div class=\"tools script\"><label>").append(label);
    out.append(" <input type=\"search\" data-for=\"").append(list).append("\" placeholder=\"");
    out.append(hint).append("\"></label>");
  }

  /** Closes what {@link #searchOpen} has opened; how many were found is told here. */
  public static void searchClose(StringBuilder out, String list) {
    out.append("<span id=\"").append(list).append("-told\" class=\"soft\" role=\"status\">");
    out.append("</span></div>\n");
  }

  /** Names and sentences: a list of notes. */
  public static void notes(StringBuilder out, List<Fact> notes) {
    out.append("<dl class=\"notes\">");
    for (Fact note : notes) {
      out.append("<dt>").append(Html.escape(note.name())).append("</dt><dd>");
      out.append(Html.escape(note.value())).append("</dd>");
    }
    out.append("</dl>");
  }

  /** Names and values, one under the other: a list of facts. */
  public static void facts(StringBuilder out, List<Fact> facts) {
    out.append("<dl class=\"facts\">");
    for (Fact fact : facts) {
      out.append("<div><dt>").append(Html.escape(fact.name())).append("</dt><dd>");
      out.append(Html.escape(fact.value())).append("</dd></div>");
    }
    out.append("</dl>");
  }

  /** A name and what stands beside it, both plain text. */
  public record Fact(String name, String value) {}
}
