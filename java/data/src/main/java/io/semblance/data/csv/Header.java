package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.NumberText;
import io.semblance.data.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Names of columns out of the header line, and the checks that it is one. */
final class Header {
  private Header() {}

  /** Unique names for the header cells; an empty cell gets {@code column_<n>}. */
  static List<String> names(List<String> cells, String source, long line) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).isEmpty()) {
        continue;
      }
      Integer before = seen.put(cells.get(i), i);
      if (before != null) {
        throw DataException.builder(
                "columns " + (before + 1) + " and " + (i + 1) + " have the same name")
            .source(source)
            .line(line)
            .column(cells.get(i))
            .remedy("rename one of them in the header line, or name all columns with --columns")
            .build();
      }
    }
    Set<String> taken = new HashSet<>(seen.keySet());
    List<String> names = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i);
      if (name.isEmpty()) {
        name = "column_" + (i + 1);
        while (!taken.add(name)) {
          name += "_";
        }
      }
      names.add(name);
    }
    return names;
  }

  /** The names {@code column_1} to {@code column_<width>}. */
  static List<String> numbered(int width) {
    List<String> names = new ArrayList<>(width);
    for (int i = 1; i <= width; i++) {
      names.add("column_" + i);
    }
    return names;
  }

  /**
   * Refuses a first line that is data. It is taken for data when some cell is a number where the
   * second line has a number too, unless these numbers look like names: rising years, or a counter
   * such as 0, 1, 2 that some tools give to nameless columns.
   */
  static void refuseData(List<String> first, List<String> second, String source, long line) {
    NumberText number = new NumberText();
    int found = -1;
    List<Double> values = new ArrayList<>();
    boolean plain = true;
    for (int i = 0; i < first.size() && i < second.size(); i++) {
      if (number.parse(second.get(i)) && number.parse(first.get(i))) {
        found = found < 0 ? i : found;
        plain &= number.whole() && number.decimals() == 0 && !number.exponent();
        values.add(number.value());
      }
    }
    if (found >= 0 && !(plain && (areYears(values) || areCounter(values)))) {
      throw DataException.builder(
              "the first line should name the columns, but cell "
                  + (found + 1)
                  + " of it is the number '"
                  + Text.shorten(first.get(found))
                  + "', like the data below it")
          .source(source)
          .line(line)
          .remedy(
              "if the file has no header, add --no-header --columns NAME,NAME,...; "
                  + "if it has, name its columns anew with --columns NAME,NAME,...")
          .build();
    }
  }

  private static boolean areYears(List<Double> values) {
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (value < 1900 || value >= 2100 || (i > 0 && value <= values.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areCounter(List<Double> values) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i) != values.get(i - 1) + 1) {
        return false;
      }
    }
    return values.size() > 1;
  }

  /** The cells of the first line with the blanks around them; empty where quotes forbid it. */
  static List<String> raw(String head, CSVFormat format) {
    CSVFormat exact = format.builder().setIgnoreSurroundingSpaces(false).get();
    try (CSVParser parser = CSVParser.parse(head, exact)) {
      return parser.iterator().next().toList();
    } catch (IOException
        | UncheckedIOException
        | IllegalStateException
        | NoSuchElementException e) {
      return List.of();
    }
  }

  /** The header's cells, with their blanks where it is known that they have some. */
  static List<String> withBlanks(List<String> cells, List<String> raw) {
    List<String> all = new ArrayList<>(cells);
    for (int i = 0; i < all.size() && raw.size() >= all.size(); i++) {
      if (raw.get(i).strip().equals(all.get(i))) {
        all.set(i, raw.get(i));
      }
    }
    return all;
  }
}
