package io.semblance.data.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Which columns lose blanks that tell their cells apart: some of the cells at the top of a file
 * have blanks around them and others have not. Where all have them, as after each comma, nothing is
 * lost.
 */
final class TrimmedBlanks {
  private TrimmedBlanks() {}

  /**
   * Positions of such columns, from 0. Lines with quotes are not looked at.
   *
   * @param head the beginning of a file; its last line may be cut off
   * @param header whether the first line holds names
   */
  static List<Integer> columns(CharSequence head, char delimiter, char quote, boolean header) {
    List<long[]> counts = new ArrayList<>(); // cells with blanks, cells without
    String[] lines = head.toString().split("\\R");
    for (int n = header ? 1 : 0; n < lines.length - 1; n++) {
      String line = lines[n];
      if (line.indexOf(quote) >= 0) {
        continue;
      }
      int from = 0;
      for (int column = 0; from <= line.length(); column++) {
        int end = line.indexOf(delimiter, from);
        end = end < 0 ? line.length() : end;
        if (column == counts.size()) {
          counts.add(new long[2]);
        }
        if (end > from) {
          boolean blank = line.charAt(from) == ' ' || line.charAt(end - 1) == ' ';
          boolean some = !line.substring(from, end).isBlank();
          counts.get(column)[blank ? 0 : 1] += some ? 1 : 0;
        }
        from = end + 1;
      }
    }
    List<Integer> mixed = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      if (delimiter != ' ' && counts.get(i)[0] > 0 && counts.get(i)[1] > 0) {
        mixed.add(i);
      }
    }
    return mixed;
  }
}
