package io.semblance.synth.circuit;

import io.semblance.synth.mixed.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree under a condition on single columns is a tree again. With w(z) what a column's state says
 * of its condition, m(above) = sum over own of p(own | above) w(own) prod of the m below, the edges
 * become p(own | above) w(own) prod m / m(above), and each column draws among what is allowed.
 *
 * @param tree the same columns and states under the condition
 * @param evidence what its numbers are held to
 * @param probability of the condition
 */
record ConditionedTree(LatentTree tree, Evidence evidence, double probability) {

  /** Null where the condition has no probability. */
  static ConditionedTree of(LatentTree model, Evidence evidence) {
    Variables variables = model.variables();
    int states = model.states();
    double[][] weights = new double[model.tree().size()][states];
    for (double[] own : weights) {
      Arrays.fill(own, 1);
    }
    float[][] categories = new float[model.categories().length][];
    for (int v = 0; v < categories.length; v++) {
      categories[v] = restricted(model, evidence, v, weights[variables.columns()[v]]);
    }
    for (int j = 0; j < model.means().length; j++) {
      if (evidence.holds(j) && variables.layout().gate(j) < 0) {
        double[] own = weights[variables.columns()[categories.length + j]];
        for (int k = 0; k < states; k++) {
          own[k] *= evidence.probability(j, 0, model.means()[j][k], model.deviations()[j][k]);
        }
      }
    }
    return joined(model, evidence, categories, weights);
  }

  /** The table of a category among what is allowed; multiplies the weights by what that is. */
  private static float[] restricted(
      LatentTree model, Evidence evidence, int category, double[] weights) {
    int states = model.states();
    float[] table = model.categories()[category].clone();
    if (evidence.states()[category] == null) {
      return table;
    }
    int tokens = table.length / states;
    int number = model.variables().layout().gated(category);
    for (int k = 0; k < states; k++) {
      double mean = number < 0 ? 0 : model.means()[number][k];
      double deviation = number < 0 ? 1 : model.deviations()[number][k];
      double sum = 0;
      for (int t = 0; t < tokens; t++) {
        double share = table[t * states + k] * evidence.weight(category, t, mean, deviation);
        table[t * states + k] = (float) share;
        sum += share;
      }
      weights[k] *= sum;
      for (int t = 0; t < tokens; t++) {
        // A state that cannot be is never drawn from; its table only has to be one.
        table[t * states + k] = sum > 0 ? (float) (table[t * states + k] / sum) : 1f / tokens;
      }
    }
    return table;
  }

  private static ConditionedTree joined(
      LatentTree model, Evidence evidence, float[][] categories, double[][] weights) {
    int states = model.states();
    DependenceTree tree = model.tree();
    float[][] edges = new float[tree.size()][];
    List<Integer> upwards = new ArrayList<>();
    for (int c : tree.order()) {
      upwards.add(0, c);
    }
    double logs = 0;
    for (int c : upwards) {
      if (c == tree.root()) {
        continue;
      }
      // Scaled, so that conditions on many columns do not vanish.
      double greatest = Arrays.stream(weights[c]).max().orElse(0);
      if (!(greatest > 0)) {
        return null;
      }
      logs += Math.log(greatest);
      edges[c] = new float[states * states];
      double[] above = weights[tree.parents()[c]];
      for (int up = 0; up < states; up++) {
        double message = 0;
        for (int own = 0; own < states; own++) {
          message += model.edges()[c][own * states + up] * weights[c][own] / greatest;
        }
        for (int own = 0; own < states; own++) {
          double share = model.edges()[c][own * states + up] * weights[c][own] / greatest;
          edges[c][own * states + up] = message > 0 ? (float) (share / message) : 1f / states;
        }
        above[up] *= message;
      }
    }
    float[] root = new float[states];
    double sum = 0;
    for (int k = 0; k < states; k++) {
      sum += model.root()[k] * weights[tree.root()][k];
    }
    if (!(sum > 0)) {
      return null;
    }
    for (int k = 0; k < states; k++) {
      root[k] = (float) (model.root()[k] * weights[tree.root()][k] / sum);
    }
    LatentTree conditioned =
        new LatentTree(
            model.variables(),
            tree,
            states,
            root,
            edges,
            categories,
            model.means(),
            model.deviations());
    return new ConditionedTree(conditioned, evidence, Math.exp(logs) * sum);
  }
}
