package io.semblance.synth.cart;

import io.semblance.data.encode.TokenVariable;
import io.semblance.data.trees.BinMapper;

/**
 * The codes of a variable as bins that trees are split by: in order where it has one, else by sets.
 *
 * @param mapper of the codes, or of their ranks
 * @param ofCode the bin of each code, as an unsigned byte
 */
record CodeBins(BinMapper mapper, byte[] ofCode) {
  static CodeBins of(TokenVariable variable) {
    double[] codes = places(variable);
    BinMapper mapper =
        variable.ordered() ? BinMapper.numbers(codes) : BinMapper.codes(variable.shares());
    return new CodeBins(mapper, mapper.map(codes));
  }

  /**
   * By code: its rank, or a place of its own after all ranks if it has none, as missing has; of
   * labels the code itself.
   */
  private static double[] places(TokenVariable variable) {
    double[] places = new double[variable.states()];
    int without = 0;
    for (int s = 0; s < places.length; s++) {
      boolean ranked = variable.ordered() && variable.placed(s);
      places[s] = !variable.ordered() ? s : ranked ? variable.ranks()[s] : 2 + without++;
    }
    return places;
  }

  /** Values of a column of codes that the mapper brings to the same bins. */
  static double[] values(TokenVariable variable, float[] rows, int at, int width) {
    double[] places = places(variable);
    double[] values = new double[rows.length / width];
    for (int row = 0; row < values.length; row++) {
      values[row] = places[(int) rows[row * width + at]];
    }
    return values;
  }
}
