package io.semblance.synth.circuit;

/**
 * The parameters of a hidden Chow-Liu tree. Hidden states are multiples of four in number.
 *
 * @param variables what the columns hold
 * @param tree of the columns
 * @param states K, hidden states of each column
 * @param root probabilities of the root's states, [K]
 * @param edges of each column but the root: the probability of its state given that above, [own * K
 *     + above]; null for the root
 * @param categories of each category: the probability of its tokens given the state, [token * K +
 *     state]
 * @param means of each number given the state, [K]
 * @param deviations of each number given the state, [K]
 */
record LatentTree(
    Variables variables,
    DependenceTree tree,
    int states,
    float[] root,
    float[][] edges,
    float[][] categories,
    float[][] means,
    float[][] deviations) {

  /** What a token of each variable is worth in each state, [token * K + state]: the densities. */
  float[][] emissions() {
    float[][] all = new float[variables.count()][];
    for (int v = 0; v < all.length; v++) {
      int number = v - variables.categories();
      all[v] = number < 0 ? categories[v] : densities(means[number], deviations[number]);
    }
    return all;
  }

  /** The normal density at the middle of each bin, but for a constant. */
  private float[] densities(float[] mean, float[] deviation) {
    float[] out = new float[Variables.BINS * states];
    for (int bin = 0; bin < Variables.BINS; bin++) {
      double z = Variables.middle(bin);
      for (int k = 0; k < states; k++) {
        double y = (z - mean[k]) / deviation[k];
        out[bin * states + k] = (float) (Math.exp(-y * y / 2) / deviation[k]);
      }
    }
    return out;
  }

  /** The probability of each state of each column, [column][K]. */
  double[][] marginals() {
    double[][] all = new double[tree.size()][];
    for (int c : tree.order()) {
      all[c] = new double[states];
      if (c == tree.root()) {
        for (int k = 0; k < states; k++) {
          all[c][k] = root[k];
        }
      } else {
        double[] above = all[tree.parents()[c]];
        for (int own = 0; own < states; own++) {
          for (int k = 0; k < states; k++) {
            all[c][own] += edges[c][own * states + k] * above[k];
          }
        }
      }
    }
    return all;
  }
}
