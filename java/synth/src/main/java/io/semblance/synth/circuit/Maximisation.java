package io.semblance.synth.circuit;

/**
 * The tree that fits expected counts best, with some rows more in each state that look like the
 * table: so no probability becomes 0, and no normal distribution a point.
 *
 * @param shares of the tokens of each category in the table
 * @param settings smoothing
 */
record Maximisation(double[][] shares, CircuitSettings settings) {
  /** Variance of the rows more that each normal distribution has. */
  private static final double SPREAD = .05;

  private static final double SPREAD_ROWS = 2;
  private static final double MEAN_ROWS = .1;

  /** A narrower one would fall between two bins. */
  private static final double NARROWEST = 2.5 * Variables.FARTHEST / Variables.BINS;

  LatentTree of(Variables variables, DependenceTree tree, int states, TreeStatistics counts) {
    float[] root = new float[states];
    double sum = 0;
    for (int k = 0; k < states; k++) {
      sum += counts.root()[k] + settings.emissionRows();
    }
    for (int k = 0; k < states; k++) {
      root[k] = (float) ((counts.root()[k] + settings.emissionRows()) / sum);
    }
    float[][] edges = new float[tree.size()][];
    for (int c = 0; c < edges.length; c++) {
      edges[c] = c == tree.root() ? null : edge(counts.edges()[c], states);
    }
    float[][] categories = new float[variables.categories()][];
    for (int v = 0; v < categories.length; v++) {
      categories[v] = category(counts.emissions()[v], shares[v], states);
    }
    int numbers = variables.count() - categories.length;
    float[][] means = new float[numbers][states];
    float[][] deviations = new float[numbers][states];
    for (int j = 0; j < numbers; j++) {
      normal(counts.emissions()[categories.length + j], means[j], deviations[j]);
    }
    return new LatentTree(variables, tree, states, root, edges, categories, means, deviations);
  }

  /** Each state above shares out its rows, and some more as all of them do. */
  private float[] edge(float[] counts, int states) {
    double[] own = new double[states];
    double all = 0;
    for (int i = 0; i < states; i++) {
      own[i] = 1e-3;
      for (int k = 0; k < states; k++) {
        own[i] += counts[i * states + k];
      }
      all += own[i];
    }
    float[] edge = new float[counts.length];
    double[] sums = new double[states];
    for (int i = 0; i < states; i++) {
      float more = (float) (settings.edgeRows() * own[i] / all);
      for (int k = 0; k < states; k++) {
        edge[i * states + k] = counts[i * states + k] + more;
        sums[k] += edge[i * states + k];
      }
    }
    return divided(edge, sums);
  }

  private float[] category(float[] counts, double[] share, int states) {
    float[] table = new float[counts.length];
    double[] sums = new double[states];
    for (int token = 0; token < share.length; token++) {
      float more = (float) (settings.emissionRows() * Math.max(share[token], 1e-9));
      for (int k = 0; k < states; k++) {
        table[token * states + k] = counts[token * states + k] + more;
        sums[k] += table[token * states + k];
      }
    }
    return divided(table, sums);
  }

  private static float[] divided(float[] table, double[] sums) {
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (table[i] / sums[i % sums.length]);
    }
    return table;
  }

  private static void normal(float[] counts, float[] means, float[] deviations) {
    int states = means.length;
    for (int k = 0; k < states; k++) {
      double n = 0;
      double first = 0;
      double second = 0;
      for (int bin = 0; bin < Variables.BINS; bin++) {
        double weight = counts[bin * states + k];
        double z = Variables.middle(bin);
        n += weight;
        first += weight * z;
        second += weight * z * z;
      }
      double mean = first / (n + MEAN_ROWS);
      double scatter = Math.max(0, second - 2 * mean * first + mean * mean * n);
      double variance =
          (scatter + SPREAD_ROWS * SPREAD + MEAN_ROWS * mean * mean) / (n + SPREAD_ROWS);
      means[k] = (float) mean;
      deviations[k] = (float) Math.max(Math.sqrt(variance), NARROWEST);
    }
  }

  /**
   * The same tree with a factor for each token of each category, so that its one-way tables are
   * those of the table.
   */
  LatentTree tilted(LatentTree model) {
    double[][] marginals = model.marginals();
    float[][] categories = new float[model.categories().length][];
    int states = model.states();
    for (int v = 0; v < categories.length; v++) {
      double[] state = marginals[model.variables().columns()[v]];
      float[] table = model.categories()[v].clone();
      for (int round = 0; round < 6; round++) {
        double[] sums = new double[states];
        for (int token = 0; token < shares[v].length; token++) {
          double has = 1e-12;
          for (int k = 0; k < states; k++) {
            has += table[token * states + k] * state[k];
          }
          float factor = (float) (Math.max(shares[v][token], 1e-9) / has);
          for (int k = 0; k < states; k++) {
            table[token * states + k] *= factor;
            sums[k] += table[token * states + k];
          }
        }
        divided(table, sums);
      }
      categories[v] = table;
    }
    return new LatentTree(
        model.variables(),
        model.tree(),
        states,
        model.root(),
        model.edges(),
        categories,
        model.means(),
        model.deviations());
  }
}
