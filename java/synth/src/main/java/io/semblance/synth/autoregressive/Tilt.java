package io.semblance.synth.autoregressive;

import io.semblance.data.encode.TokenVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Factors of the states of variables, by which these are drawn more or less often than the networks
 * say, so that later ones are more often what is asked for. Found by the cross-entropy method
 * (Rubinstein 1999): of all products of such factors the one whose rows come as near to those under
 * the condition as such a product can.
 */
final class Tilt {
  /** Groups of neighbouring states of an ordered variable: single states have too few tries. */
  private static final int GROUPS = 16;

  /** Tries that are added to both sides of a ratio. */
  private static final double PRIOR = 4;

  private final List<double[]> factors;
  private final List<double[]> logs = new ArrayList<>(); // products of many are no numbers

  private Tilt(List<double[]> factors) {
    this.factors = factors;
    factors.forEach(f -> logs.add(f == null ? null : Arrays.stream(f).map(Math::log).toArray()));
  }

  /** Factors of one for so many variables. */
  static Tilt none(int variables) {
    return new Tilt(new ArrayList<>(Arrays.asList(new double[variables][])));
  }

  /** Weights of states times their factors; null where all are one. */
  List<double[]> times(List<double[]> weights) {
    List<double[]> all = new ArrayList<>(weights);
    for (int v = 0; v < factors.size(); v++) {
      double[] factor = factors.get(v);
      double[] weight = weights.get(v);
      if (factor != null) {
        double[] both = factor.clone();
        Arrays.setAll(both, s -> factor[s] * (weight == null ? 1 : weight[s]));
        all.set(v, both);
      }
    }
    return all;
  }

  /** Logarithm of the product of the factors of the codes of a row, which begin at a place. */
  double log(float[] codes, int at) {
    double sum = 0;
    for (int v = 0; v < logs.size(); v++) {
      double[] log = logs.get(v);
      sum += log == null ? 0 : log[(int) codes[at + v]];
    }
    return sum;
  }

  /** All factors to a power: of a power below one rows that nobody thought of are less rare. */
  Tilt power(double exponent) {
    List<double[]> powers = new ArrayList<>(factors);
    powers.replaceAll(
        f -> f == null ? null : Arrays.stream(f).map(x -> Math.pow(x, exponent)).toArray());
    return new Tilt(powers);
  }

  /**
   * The next one: margins of tries that were drawn by this one become nearer to those of the same
   * tries weighted.
   *
   * @param tempered their weights, as far as the rarity of what is asked for lets it be told
   */
  Tilt after(List<TokenVariable> variables, Pilot pilot, Pilot.Tempered tempered) {
    double effective = tempered.effective();
    List<double[]> next = new ArrayList<>(factors);
    for (int v = 0; v + 1 < factors.size(); v++) { // the last one is drawn as it must be anyway
      TokenVariable variable = variables.get(v);
      int[] group = groups(variable);
      double[] drawn = new double[variable.states()];
      double[] wanted = new double[variable.states()];
      pilot.margins(v, group, tempered, drawn, wanted);
      double[] before = factors.get(v);
      double[] after = new double[group.length];
      for (int s = 0; s < after.length; s++) {
        int g = group[s];
        double ratio = (effective * wanted[g] + PRIOR) / (effective * drawn[g] + PRIOR);
        after[s] = (before == null ? 1 : before[s]) * ratio;
      }
      next.set(v, after);
    }
    return new Tilt(next);
  }

  /** The group of each state. */
  private static int[] groups(TokenVariable variable) {
    int states = variable.states();
    int[] groups = IntStream.range(0, states).toArray();
    if (!variable.ordered()) {
      return groups;
    }
    int[] order =
        Arrays.stream(groups)
            .boxed()
            .sorted(
                Comparator.<Integer, Boolean>comparing(s -> !variable.placed(s))
                    .thenComparing(s -> variable.ranks()[s]))
            .mapToInt(Integer::intValue)
            .toArray();
    int group = 0;
    double mass = 0;
    for (int i = 0; i < states; i++) {
      int s = order[i];
      double share = variable.shares()[s];
      boolean apart = i > 0 && (!variable.placed(s) || mass + share > 1.0 / GROUPS);
      group += apart ? 1 : 0;
      mass = apart ? share : mass + share;
      groups[s] = group;
    }
    return groups;
  }
}
