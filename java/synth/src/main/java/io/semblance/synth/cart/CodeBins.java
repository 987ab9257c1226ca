package io.semblance.synth.cart;

import io.semblance.data.encode.TokenVariable;
import io.semblance.data.trees.BinMapper;
import java.util.Arrays;

/**
 * The codes of a variable as bins that trees are split by: in order where it has one, else by sets.
 *
 * @param mapper of the codes, or of their ranks
 * @param ofCode the bin of each code, as an unsigned byte
 */
record CodeBins(BinMapper mapper, byte[] ofCode) {
  static CodeBins of(TokenVariable variable) {
    int states = variable.states();
    double[] codes = new double[states];
    Arrays.setAll(codes, s -> variable.ordered() ? variable.ranks()[s] : s);
    BinMapper mapper =
        variable.ordered() ? BinMapper.numbers(codes) : BinMapper.codes(codes, states);
    return new CodeBins(mapper, mapper.map(codes));
  }

  /** Values of a column of codes that the mapper brings to the same bins. */
  static double[] values(TokenVariable variable, float[] rows, int at, int width) {
    double[] values = new double[rows.length / width];
    for (int row = 0; row < values.length; row++) {
      int code = (int) rows[row * width + at];
      values[row] = variable.ordered() ? variable.ranks()[code] : code;
    }
    return values;
  }
}
