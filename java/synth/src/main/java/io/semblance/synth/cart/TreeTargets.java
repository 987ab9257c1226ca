package io.semblance.synth.cart;

import io.semblance.data.encode.TokenVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What splits of a variable's tree are to tell apart: of labels whether it is each of the frequent
 * ones, so that the gain is that of Gini's index; of an ordered variable its standardised value and
 * some cosines of its rank, so that rows with other spread are told apart as those of another mean.
 *
 * @param values by output and state, of mean 0 over the rows
 */
record TreeTargets(double[][] values) {
  private static final int COSINES = 4;
  private static final int MOST_LABELS = 16;

  /** States of an ordered variable that are so frequent are told apart by themselves, too. */
  private static final double FREQUENT = .05;

  static TreeTargets of(TokenVariable variable) {
    int states = variable.states();
    double[] shares = variable.shares();
    int[] byShare =
        IntStream.range(0, states)
            .boxed()
            .sorted((a, b) -> Double.compare(shares[b], shares[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<double[]> outputs = new ArrayList<>();
    if (variable.ordered()) {
      for (int k = 0; k <= COSINES; k++) {
        double[] values = new double[states];
        for (int s = 0; s < states; s++) {
          values[s] =
              k == 0
                  ? variable.scores()[s]
                  : Math.sqrt(2) * Math.cos(Math.PI * k * variable.ranks()[s]);
        }
        outputs.add(values);
      }
    }
    for (int i = 0; i < Math.min(MOST_LABELS, states == 2 ? 1 : states); i++) {
      int state = byShare[i];
      if (shares[state] > (variable.ordered() ? FREQUENT : 0)) {
        double[] values = new double[states];
        values[state] = 1;
        outputs.add(values);
      }
    }
    for (double[] values : outputs) {
      double mean = 0;
      for (int s = 0; s < states; s++) {
        mean += shares[s] * values[s];
      }
      for (int s = 0; s < states; s++) {
        values[s] -= mean;
      }
    }
    return new TreeTargets(outputs.toArray(double[][]::new));
  }

  int outputs() {
    return values.length;
  }

  double of(int state, int output) {
    return values[output][state];
  }
}
