package io.semblance.synth.circuit;

import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.Provenance;
import io.semblance.synth.mixed.EncodedModel;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.RowFiller;
import java.util.Optional;

/**
 * A hidden Chow-Liu tree with the encoder of its table.
 *
 * <p>It knows its density: that of the normal scores of a row's numbers, to the width of a bin,
 * times the probability of its categories. Densities of rows of one model may be compared.
 */
public final class CircuitModel extends EncodedModel {
  private static final double LOG_SQRT_2_PI = Math.log(2 * Math.PI) / 2;

  private final LatentTree tree;

  /**
   * @param treeOrNull null for a table of constants
   */
  CircuitModel(TableEncoder encoder, LatentTree treeOrNull, Provenance provenance) {
    super(encoder, treeOrNull == null ? null : new CircuitSampler(treeOrNull)::draw, provenance);
    this.tree = treeOrNull;
  }

  private CircuitModel(CircuitModel whole, ConditionedTree conditioned) {
    super(
        whole,
        conditioned.evidence().said(),
        new CircuitSampler(conditioned.tree(), conditioned.evidence())::draw);
    this.tree = whole.tree;
  }

  @Override
  protected MixedLayout mixed() {
    return tree.variables().layout();
  }

  /** Exact: the sum over all that is left open. */
  @Override
  protected Optional<Given> given(Evidence evidence) {
    return Optional.ofNullable(ConditionedTree.of(tree, evidence))
        .map(under -> new Given(new CircuitModel(this, under), under.probability()));
  }

  @Override
  protected RowFiller filler(Evidence present) {
    return new CircuitFiller(tree, present);
  }

  @Override
  protected String shape() {
    StringBuilder text = new StringBuilder();
    text.append(tree.states()).append(" hidden states for each of ");
    text.append(tree.tree().size()).append(" columns in a tree: ");
    for (int c : tree.tree().order()) {
      int above = tree.tree().parents()[c];
      text.append(tree.variables().names().get(c));
      text.append(above < 0 ? "" : " (of " + tree.variables().names().get(above) + ")")
          .append(", ");
    }
    text.setLength(text.length() - 2);
    return text.toString();
  }

  /** Of densities; see above. */
  @Override
  public double[] logLikelihood(Table table) {
    int width = encoder().layout().width();
    double[] logs = new double[table.rows()];
    if (tree == null) {
      return logs;
    }
    Variables variables = tree.variables();
    TreePass pass = new TreePass(variables, tree.tree(), tree.states(), PART);
    float[][] emissions = tree.emissions();
    float[] encoded = new float[PART * width];
    int[] tokens = new int[PART * variables.count()];
    int[] order = new int[PART];
    int[] states = new int[variables.categories()];
    double[] scores = new double[variables.layout().numbers()];
    for (int from = 0; from < logs.length; from += PART) {
      int count = Math.min(PART, logs.length - from);
      encoder().encode(table, from, from + count, encoded, 0);
      for (int i = 0; i < count; i++) {
        order[i] = i;
        variables.tokens(encoded, i * width, states, scores, tokens, i * variables.count());
      }
      double[] found = pass.up(tree, emissions, tokens, order, 0, count);
      for (int i = 0; i < count; i++) {
        int spoken = 0;
        for (int v = variables.categories(); v < variables.count(); v++) {
          spoken += tokens[i * variables.count() + v] >= 0 ? 1 : 0;
        }
        logs[from + i] = found[i] - spoken * LOG_SQRT_2_PI;
      }
    }
    return logs;
  }

  LatentTree tree() {
    return tree;
  }
}
