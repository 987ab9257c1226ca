package io.semblance.synth.cart;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.data.encode.TokenVariable;
import io.semblance.data.trees.BinnedRows;
import io.semblance.data.trees.Tree;
import io.semblance.data.trees.TreeGrower;
import io.semblance.data.trees.TreeOptions;
import io.semblance.synth.FitCancelledException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One fit, from table to model: a tree for each variable. */
final class CartFit {
  /** Shares of a leaf below this are left out: nobody waits for them. */
  private static final double LEAST_SHARE = 1e-5;

  /** Variables that a tree looks at; of wide tables those that tell most in a first split. */
  private static final int MOST_LOOKED = 48;

  private static final int ROWS_TO_CHOOSE_BY = 5_000;

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
        throw new FitCancelledException("Cancelled before all trees were grown");
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
    int[] looked = looked(v, binned, derivatives, ones);
    TreeOptions grown = new TreeOptions(read.depth(), 0, read.leaf(), read.evidence());
    TreeGrower grower = new TreeGrower(binned.columns(looked), grown, derivatives.length, false);
    Leaves leaves = new Leaves(rows);
    Tree tree =
        grower.grow(
            derivatives,
            ones,
            (leaf, of, from, to, sums, count) -> {
              leaves.put(leaf, own, of, from, to);
              return 0;
            });
    return shares(tree, looked, leaves, variable.states());
  }

  /** The variables that a tree looks at: all before its own, or those that tell most alone. */
  private static int[] looked(int v, BinnedRows binned, double[][] derivatives, double[] ones) {
    int[] all = IntStream.range(0, v).toArray();
    if (v <= MOST_LOOKED) {
      return all;
    }
    int count = Math.min(ROWS_TO_CHOOSE_BY, ones.length);
    double[][] some = new double[derivatives.length][];
    Arrays.setAll(some, k -> Arrays.copyOf(derivatives[k], count));
    TreeGrower grower =
        new TreeGrower(
            binned.columns(all).first(count), new TreeOptions(1, 0, 1, 0), some.length, false);
    double[] gains = grower.firstGains(some, Arrays.copyOf(ones, count));
    return Arrays.stream(all)
        .boxed()
        .sorted((a, b) -> Double.compare(gains[b], gains[a]))
        .limit(MOST_LOOKED)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** The codes of the rows, those of a leaf side by side, and so those of any node. */
  private static final class Leaves {
    private final int[] codes;
    private final Map<Integer, int[]> places = new HashMap<>();

    Leaves(int rows) {
      this.codes = new int[rows];
    }

    void put(int leaf, int[] own, int[] rows, int from, int to) {
      for (int i = from; i < to; i++) {
        codes[i] = own[rows[i]];
      }
      places.put(leaf, new int[] {from, to});
    }

    /** How often each code is in a node. */
    double[] counts(Tree tree, int node, int states) {
      int first = node;
      int last = node;
      while (tree.feature(first) >= 0) {
        first = tree.left(first);
      }
      while (tree.feature(last) >= 0) {
        last = tree.right(last);
      }
      double[] counts = new double[states];
      for (int i = places.get(first)[0]; i < places.get(last)[1]; i++) {
        counts[codes[i]]++;
      }
      return counts;
    }
  }

  /** Shares of codes in each leaf, with some rows of the node above it, and so on to the root. */
  private CodeTree shares(Tree tree, int[] looked, Leaves leaves, int states) {
    double[][] shares = new double[tree.size()][]; // of nodes whose parent has been seen
    shares[0] = smoothed(leaves.counts(tree, 0, states), null);
    CodeTree.Builder built = new CodeTree.Builder(tree.size());
    for (int node = 0; node < tree.size(); node++) { // children have greater numbers
      if (tree.feature(node) < 0) {
        built.leaf(shares[node], LEAST_SHARE);
      } else {
        for (int child : new int[] {tree.left(node), tree.right(node)}) {
          shares[child] = smoothed(leaves.counts(tree, child, states), shares[node]);
        }
        built.inner(
            looked[tree.feature(node)], tree.leftBins(node), tree.left(node), tree.right(node));
      }
      shares[node] = null;
    }
    return built.tree();
  }

  /**
   * Counts as shares. Where all rows of a node have one code, that is no accident of few, and
   * nothing comes from above.
   */
  private double[] smoothed(double[] counts, double[] aboveOrNull) {
    long different = Arrays.stream(counts).filter(c -> c > 0).count();
    double a = aboveOrNull == null ? 0 : Math.min(read.smoothing(), different - 1);
    double all = Arrays.stream(counts).sum() + a;
    double[] shares = new double[counts.length];
    Arrays.setAll(shares, s -> (counts[s] + (a > 0 ? a * aboveOrNull[s] : 0)) / all);
    return shares;
  }
}
