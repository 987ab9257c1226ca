package io.semblance.synth.circuit;

import io.semblance.data.encode.Layout;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.mixed.NormalScores;
import java.util.ArrayList;
import java.util.List;

/**
 * What a table's rows hold, as small whole numbers: the states of each category, then each number's
 * normal score by the bin that it falls into. Those of one column have one hidden state.
 *
 * @param layout of encoded rows
 * @param columns which column, from 0, each variable is of
 * @param names of the columns that have variables
 */
record Variables(MixedLayout layout, int[] columns, List<String> names) {
  /** Bins of a normal score: each is less wide than the narrowest normal distribution. */
  static final int BINS = 256;

  static final double FARTHEST = 4.3;

  /** The token of a number that says nothing in its row. */
  static final int SILENT = -1;

  static Variables of(Layout encoded, MixedLayout layout) {
    List<String> names = new ArrayList<>();
    int[] columns = new int[layout.categories().size() + layout.numbers()];
    for (int v = 0; v < columns.length; v++) {
      int number = v - layout.categories().size();
      String name =
          number < 0 ? layout.categories().get(v).column() : encoded.blocks().get(number).column();
      if (!names.contains(name)) {
        names.add(name);
      }
      columns[v] = names.indexOf(name);
    }
    return new Variables(layout, columns, List.copyOf(names));
  }

  int count() {
    return columns.length;
  }

  int categories() {
    return layout.categories().size();
  }

  /** How many tokens a variable has. */
  int size(int variable) {
    return variable < categories() ? layout.categories().get(variable).states() : BINS;
  }

  /** The middle of a bin. */
  static double middle(int bin) {
    return FARTHEST * (2 * bin + 1 - BINS) / BINS;
  }

  static int bin(double score) {
    int bin = (int) Math.floor((score + FARTHEST) * BINS / (2 * FARTHEST));
    return Math.max(0, Math.min(BINS - 1, bin));
  }

  /** The tokens of rows that were prepared for fitting, row by row. */
  int[] tokens(MixedRows rows) {
    int[] tokens = new int[rows.count() * count()];
    int[] states = new int[categories()];
    for (int r = 0; r < rows.count(); r++) {
      for (int v = 0; v < states.length; v++) {
        states[v] = rows.state(r, v);
      }
      put(states, rows.scores(), r * layout.numbers(), tokens, r * count());
    }
    return tokens;
  }

  /** The tokens of an encoded row. */
  void tokens(float[] encoded, int at, int[] states, double[] scores, int[] out, int outAt) {
    layout.states(encoded, at, states);
    for (int j = 0; j < scores.length; j++) {
      scores[j] = NormalScores.score(encoded[at + j]);
    }
    put(states, scores, 0, out, outAt);
  }

  private void put(int[] states, double[] scores, int at, int[] out, int outAt) {
    System.arraycopy(states, 0, out, outAt, states.length);
    for (int j = 0; j < layout.numbers(); j++) {
      out[outAt + states.length + j] = layout.speaks(j, states) ? bin(scores[at + j]) : SILENT;
    }
  }
}
