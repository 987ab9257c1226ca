package io.semblance.synth.cart;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.data.encode.TokenVariable;
import io.semblance.data.trees.BinnedRows;
import io.semblance.data.trees.Tree;
import io.semblance.data.trees.TreeGrower;
import io.semblance.data.trees.TreeOptions;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.mixed.Workers;
import io.semblance.synth.train.FitReporter;
import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One fit, from table to model: a tree for each variable. */
final class CartFit {
  /** Shares of a leaf below this are left out: nobody waits for them. */
  private static final double LEAST_SHARE = 1e-5;

  private final String synthesizer;
  private final Settings settings;
  private final CartSettings read;
  private final Table train;
  private final FitOptions options;
  private final FitListener listener;
  private final FitReporter reporter;

  CartFit(
      String synthesizer,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener) {
    this.synthesizer = synthesizer;
    this.settings = settings;
    this.read = CartSettings.of(settings);
    this.train = train;
    this.options = options;
    this.listener = listener;
    this.reporter = new FitReporter(options, listener, train.rows());
  }

  Model run() {
    if (train.rows() < 2) {
      throw new SynthesisException(
          "A model cannot be learnt from " + train.rows() + " rows; give a table with more");
    }
    reporter.phase("encoding");
    reporter.ownCodes(synthesizer);
    TokenEncoder encoder = TokenEncoder.fit(train, options.encoder());
    List<TokenVariable> variables = encoder.variables();
    int width = variables.size();
    CodeTree[] trees = new CodeTree[width];
    if (width > 0) {
      int[] order = new int[train.rows()];
      TrainingOrder.shuffle(options.seed(), 0, order);
      Table rows = train.select(Arrays.copyOf(order, Math.min(order.length, read.rows())));
      float[] codes = new float[Math.multiplyExact(rows.rows(), width)];
      encoder.encode(rows, 0, rows.rows(), codes);
      List<CodeBins> bins = variables.stream().map(CodeBins::of).toList();
      BinnedRows binned = binned(variables, bins, codes, rows.rows());
      reporter.phase("growing " + width + " trees");
      try (Workers workers = new Workers(options.threads())) {
        // The last trees are the largest: the first threads take those.
        workers.each(
            width,
            i -> {
              int v = width - 1 - i;
              if (!listener.cancelled()) {
                trees[v] = tree(v, variables.get(v), binned, codes, width);
              }
            });
      }
      if (listener.cancelled()) {
        throw new SynthesisException("Cancelled before all trees were grown");
      }
    }
    Provenance provenance =
        Provenance.of(
            synthesizer,
            options,
            settings.values(),
            train,
            "",
            new Provenance.Training(
                width == 0 ? "nothing to learn" : "all trees grown", List.of(), reporter.events()));
    return new CartModel(encoder, List.of(trees), provenance);
  }

  private static BinnedRows binned(
      List<TokenVariable> variables, List<CodeBins> bins, float[] codes, int rows) {
    List<double[]> columns = new ArrayList<>();
    for (int v = 0; v < variables.size(); v++) {
      columns.add(CodeBins.values(variables.get(v), codes, v, variables.size()));
    }
    return BinnedRows.of(bins.stream().map(CodeBins::mapper).toList(), columns, rows);
  }

  private CodeTree tree(
      int v, TokenVariable variable, BinnedRows binned, float[] codes, int width) {
    int rows = binned.rows();
    TreeTargets targets = TreeTargets.of(variable);
    double[][] derivatives = new double[targets.outputs()][rows];
    int[] own = new int[rows];
    for (int row = 0; row < rows; row++) {
      own[row] = (int) codes[row * width + v];
      for (int k = 0; k < derivatives.length; k++) {
        derivatives[k][row] = targets.of(own[row], k);
      }
    }
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    TreeOptions grown = new TreeOptions(read.depth(), 0, read.leaf(), read.evidence());
    int[] leaves = new int[rows];
    TreeGrower grower = new TreeGrower(binned.first(v), grown, derivatives.length, false);
    Tree tree =
        grower.grow(
            derivatives,
            ones,
            (leaf, of, from, to, sums, count) -> {
              for (int i = from; i < to; i++) {
                leaves[of[i]] = leaf;
              }
              return 0;
            });
    return shares(tree, leaves, own, variable.states());
  }

  /** Shares of codes in each leaf, with some rows of the node above it, and so on to the root. */
  private CodeTree shares(Tree tree, int[] leaves, int[] own, int states) {
    int nodes = tree.size();
    double[][] counts = new double[nodes][states];
    for (int row = 0; row < own.length; row++) {
      counts[leaves[row]][own[row]]++;
    }
    for (int node = nodes - 1; node >= 0; node--) { // children have greater numbers
      if (tree.feature(node) >= 0) {
        double[] sum = counts[node];
        double[] left = counts[tree.left(node)];
        double[] right = counts[tree.right(node)];
        Arrays.setAll(sum, s -> left[s] + right[s]);
      }
    }
    smooth(counts[0], null);
    CodeTree.Builder built = new CodeTree.Builder(nodes);
    for (int node = 0; node < nodes; node++) {
      if (tree.feature(node) < 0) {
        built.leaf(counts[node], LEAST_SHARE);
      } else {
        smooth(counts[tree.left(node)], counts[node]);
        smooth(counts[tree.right(node)], counts[node]);
        built.inner(tree.feature(node), tree.leftBins(node), tree.left(node), tree.right(node));
      }
    }
    return built.tree();
  }

  /**
   * Turns counts into shares. Where all rows of a node have one code, that is no accident of few,
   * and nothing comes from above.
   */
  private void smooth(double[] counts, double[] aboveOrNull) {
    long different = Arrays.stream(counts).filter(c -> c > 0).count();
    double a = aboveOrNull == null ? 0 : Math.min(read.smoothing(), different - 1);
    double all = Arrays.stream(counts).sum() + a;
    Arrays.setAll(counts, s -> (counts[s] + (a > 0 ? a * aboveOrNull[s] : 0)) / all);
  }
}
