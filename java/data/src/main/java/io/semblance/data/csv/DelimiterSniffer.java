package io.semblance.data.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the delimiter of a file from its first lines: the candidate that occurs equally often in
 * the greatest share of the lines, quoted parts left out; among equals the one that occurs more
 * often, then the earlier one of {@code , ; tab |}.
 */
final class DelimiterSniffer {
  private static final char[] CANDIDATES = {',', ';', '\t', '|'};
  private static final int MOST_LINES = 50;

  /** A delimiter that the first line has not is in so many of the others at least. */
  private static final double MOST_LINES_HAVE = .5;

  private DelimiterSniffer() {}

  /**
   * The most likely delimiter.
   *
   * @param sample the start of the file
   * @param complete whether the sample is the whole file, so that its last line is whole too
   */
  static char sniff(CharSequence sample, boolean complete, char quote) {
    List<int[]> lines = countPerLine(sample, complete, quote);
    char best = ',';
    double bestShare = 0;
    int bestCount = 0;
    for (int c = 0; c < CANDIDATES.length; c++) {
      int mode = 0;
      int modeLines = 0;
      for (int[] line : lines) {
        int same = 0;
        for (int[] other : lines) {
          same += other[c] == line[c] ? 1 : 0;
        }
        if (line[c] > 0 && same > modeLines) {
          mode = line[c];
          modeLines = same;
        }
      }
      double share = lines.isEmpty() ? 0 : (double) modeLines / lines.size();
      if (!lines.isEmpty() && share < MOST_LINES_HAVE && lines.get(0)[c] == 0) {
        continue; // a few cells of a file of one column hold it
      }
      if (share > bestShare || (share == bestShare && mode > bestCount)) {
        best = CANDIDATES[c];
        bestShare = share;
        bestCount = mode;
      }
    }
    return best;
  }

  private static List<int[]> countPerLine(CharSequence sample, boolean complete, char quote) {
    List<int[]> lines = new ArrayList<>();
    int[] counts = new int[CANDIDATES.length];
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < sample.length() && lines.size() < MOST_LINES; i++) {
      char ch = sample.charAt(i);
      if (ch == quote) {
        quoted = !quoted;
        blank = false;
      } else if (!quoted && (ch == '\n' || ch == '\r')) {
        if (!blank) {
          lines.add(counts);
        }
        counts = new int[CANDIDATES.length];
        blank = true;
      } else if (!quoted) {
        blank &= ch == ' ';
        for (int c = 0; c < CANDIDATES.length; c++) {
          counts[c] += ch == CANDIDATES[c] ? 1 : 0;
        }
      }
    }
    if (!blank && (complete || lines.isEmpty()) && lines.size() < MOST_LINES) {
      lines.add(counts);
    }
    return lines;
  }
}
