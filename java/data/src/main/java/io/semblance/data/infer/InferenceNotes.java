package io.semblance.data.infer;

import io.semblance.data.DateTimeText;
import io.semblance.data.NumberKind;
import io.semblance.data.Text;
import java.util.List;
import java.util.function.Consumer;

/** What is told of a column while its type is found out, each with what to do about it. */
final class InferenceNotes {
  private final RawTable table;
  private final String name;
  private final Consumer<String> told;

  InferenceNotes(RawTable table, String name, Consumer<String> told) {
    this.table = table;
    this.name = name;
    this.told = told;
  }

  private void tell(String what) {
    told.accept(table.source + ": column '" + name + "' " + what);
  }

  private String type(String type) {
    return "--type '" + name + "=" + type + "'";
  }

  /** What is not learnt should be no surprise. */
  void identifier(String what, String type) {
    tell(
        what
            + ", so it is taken for an identifier: not learnt, but made up anew. If it is to be"
            + " learnt, add "
            + type(type));
  }

  void people() {
    tell(
        "names people or leads to them, so new cells are made up and none is learnt. If they are to"
            + " be learnt, add "
            + type("category"));
  }

  void labelsOfFew(int labels) {
    tell(
        "has "
            + labels
            + " labels, most of them in fewer than "
            + KeyInference.FEW
            + " cells, and real ones come back. If they tell of people, have them made up ("
            + type("id")
            + ") or taken together (--min-category-count "
            + KeyInference.FEW
            + ")");
  }

  /**
   * @param otherOrNull what the column would be with another decimal mark; null: no numbers
   */
  void otherDecimal(NumberKind otherOrNull, char decimal, String text) {
    if (otherOrNull != null) {
      tell(
          "has no numbers with the decimal mark '"
              + decimal
              + "', but with another one, such as '"
              + Text.shorten(text)
              + "'; leave out --decimal, or mend the cells");
    }
  }

  void rareLabels(int labels, long cells, int least, String rest) {
    tell(
        "has "
            + labels
            + (labels == 1 ? " label" : " labels")
            + " in fewer than "
            + least
            + " cells each ("
            + cells
            + " cells in all); they are taken together as '"
            + rest
            + "'");
  }

  void mixedDates(DateTimeText format) {
    tell(
        "has dates of several forms: "
            + format.pattern()
            + ". Where day and month could be either, the first form that fits is taken");
  }

  void versions() {
    tell(
        "has numbers that their texts tell apart, such as 10.1 and 10.10, so they are kept as"
            + " labels. If they are numbers, add "
            + type("number"));
  }

  void missingLabels(String missing, List<String> labels) {
    tell(
        "has several texts for missing cells: '"
            + missing
            + "' is taken for missing, "
            + Text.list(labels, "texts")
            + " for labels");
  }

  void infinities(long cells) {
    if (cells > 0) {
      tell("has " + cells + " cells that are infinite or not a number; they are taken as missing");
    }
  }

  /** A few words in a column of numbers are most often a marker that nobody declared. */
  void oddWords(long cells, String text, int row) {
    String shown = Text.shorten(text);
    told.accept(
        table.source
            + ", line "
            + table.line(row)
            + ": column '"
            + name
            + "' would be numbers but for "
            + cells
            + " cells such as '"
            + shown
            + "'; if that means missing, add --missing '"
            + shown
            + "'");
  }
}
