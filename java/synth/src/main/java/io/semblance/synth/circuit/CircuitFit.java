package io.semblance.synth.circuit;

import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.mixed.EncodedFit;
import io.semblance.synth.mixed.EncodedModel;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.mixed.Workers;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One fit, from table to model: expectation-maximisation by batches of rows. */
final class CircuitFit extends EncodedFit {
  /** How far a batch moves the counts, at first and at last. */
  private static final double FIRST_STEP = .5;

  private static final double LAST_STEP = .02;

  private static final double HELD_OUT = .05;
  private static final int FEWEST_TO_HOLD_OUT = 1_000;

  private final CircuitSettings read;
  private final List<Provenance.CurvePoint> curve = new ArrayList<>();
  private String ended = "all passes done";

  CircuitFit(
      String synthesizer,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener) {
    super(synthesizer, settings, train, options, listener);
    this.read = CircuitSettings.of(settings);
  }

  /** A number with several peaks is one score here; the hidden states make the peaks. */
  @Override
  protected EncoderOptions encoder() {
    return options().encoder().toBuilder().maxModes(1).build();
  }

  @Override
  protected EncodedModel ofConstants(TableEncoder encoder, Provenance provenance) {
    return new CircuitModel(encoder, null, provenance);
  }

  @Override
  protected EncodedModel fit(EncodedTable data, Workers workers) {
    int[] order = new int[data.count()];
    TrainingOrder.shuffle(options().seed(), 0, order);
    int[] chosen = Arrays.copyOf(order, Math.min(order.length, read.rows()));
    MixedLayout layout = MixedLayout.of(data.layout(), data.rows(), data.count());
    MixedRows rows = MixedRows.of(layout, data.rows(), chosen, options().seed());
    Variables variables = Variables.of(data.layout(), layout);
    int[] tokens = shuffled(variables, rows);
    int count = rows.count();

    reporter().phase("joining columns");
    DependenceTree tree = DependenceTree.of(variables, tokens, count);
    int states = read.statesFor(count);
    Maximisation maximisation = new Maximisation(rows.shares(), read);
    int heldOut = count >= FEWEST_TO_HOLD_OUT ? (int) (HELD_OUT * count) : 0;
    Batches batches =
        new Batches(variables, tree, states, tokens, count - heldOut, heldOut, workers);
    TreeStatistics counts = batches.start(options().seed(), CircuitStreams.START);
    LatentTree model = maximisation.of(variables, tree, states, counts);
    return new CircuitModel(
        data.encoder(), climbed(model, counts, maximisation, batches), provenance(ended, curve));
  }

  /** The best tree by held-out rows; by all rows where none are held out. */
  private LatentTree climbed(
      LatentTree start, TreeStatistics counts, Maximisation maximisation, Batches batches) {
    int epochs = options().epochs() == null ? read.epochs() : options().epochs();
    int each = batches.count();
    LatentTree model = start;
    LatentTree best = start;
    double highest = Double.NEGATIVE_INFINITY;
    long from = System.nanoTime();
    for (int epoch = 0; epoch < epochs && !over(1); epoch++) {
      batches.shuffle(options().seed(), epoch + 1);
      for (int b = 0; b < each && !over(1); b++) {
        double part = (epoch + (b + 1.0) / each) / epochs;
        if (options().budget() != null) {
          // Steps shrink to the last one by the end of the budget, if that comes first.
          double gone = (System.nanoTime() - from) / (double) Math.max(1, budgetNanos(from));
          part = Math.max(part, Math.min(1, gone));
        }
        double step = FIRST_STEP * Math.pow(LAST_STEP / FIRST_STEP, Math.min(1, part));
        TreeStatistics found = batches.expect(model, b);
        counts.approach(found, (float) step, (float) batches.scale(b));
        model = maximisation.of(model.variables(), model.tree(), model.states(), counts);
      }
      double likelihood = batches.judge(model);
      curve.add(
          new Provenance.CurvePoint(
              epoch + 1, (long) (epoch + 1) * each, Map.of("likelihood", -likelihood), Double.NaN));
      reporter()
          .phase(
              String.format(
                  Locale.ROOT,
                  "pass %d of %d, log likelihood %.3f a row",
                  epoch + 1,
                  epochs,
                  likelihood));
      if (likelihood > highest) {
        highest = likelihood;
        best = model;
      }
    }
    ended = cancelled() ? "cancelled" : over(1) ? "budget used up" : ended;
    return maximisation.tilted(best);
  }

  private long budgetNanos(long from) {
    long left = options().budget().toNanos() - reporter().elapsed().toNanos();
    return System.nanoTime() - from + Math.max(0, left);
  }

  /** Tokens of the rows in random order: they stand grouped by what they lack. */
  private int[] shuffled(Variables variables, MixedRows rows) {
    int[] tokens = variables.tokens(rows);
    int[] order = new int[rows.count()];
    TrainingOrder.shuffle(options().seed(), 1, order);
    int width = variables.count();
    int[] mixed = new int[tokens.length];
    for (int r = 0; r < order.length; r++) {
      System.arraycopy(tokens, order[r] * width, mixed, r * width, width);
    }
    return mixed;
  }
}
