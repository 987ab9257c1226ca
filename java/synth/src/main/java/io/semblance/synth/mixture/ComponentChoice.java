package io.semblance.synth.mixture;

import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.mixed.Workers;
import io.semblance.synth.train.EncodedTable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Chooses the number of components: 1, 2, 4 and so on, each fitted anew, until two in a row are no
 * better than the best. The judge is the likelihood of a tenth of the rows, held out; where a tenth
 * would be too few to judge by, the Bayesian information criterion (Schwarz 1978). Either way the
 * work is linear in the rows.
 */
final class ComponentChoice {
  private static final int FEWEST_ROWS_TO_HOLD_OUT = 1_000;

  /** A component needs so many rows, or it would be a row learnt by heart. */
  static final int FEWEST_ROWS = 5;

  private static final int ROUNDS = 40;
  private static final double GAIN = 1e-3;
  private static final int PATIENCE = 2;

  private final EncodedTable data;
  private final MixedLayout layout;
  private final int[] chosen;
  private final Prior prior;
  private final Covariance covariance;
  private final Workers workers;
  private final long seed;

  /**
   * @param chosen row numbers in random order
   */
  ComponentChoice(
      EncodedTable data,
      MixedLayout layout,
      int[] chosen,
      Prior prior,
      Covariance covariance,
      Workers workers,
      long seed) {
    this.data = data;
    this.layout = layout;
    this.chosen = chosen;
    this.prior = prior;
    this.covariance = covariance;
    this.workers = workers;
    this.seed = seed;
  }

  /**
   * What was chosen.
   *
   * @param best the best mixture, fitted to the rows that were not held out
   */
  record Result(Mixture best, String criterion, Map<Integer, Double> tried) {}

  /**
   * Tries them.
   *
   * @param most components
   * @param stop whether to end with what has been seen
   * @param enough whether there is no time for one that takes twice as long as the last
   * @param told what is being done
   */
  Result among(int most, BooleanSupplier stop, BooleanSupplier enough, Consumer<String> told) {
    boolean holdOut = chosen.length >= FEWEST_ROWS_TO_HOLD_OUT;
    int heldOut = holdOut ? chosen.length / 10 : 0;
    MixedRows train =
        MixedRows.of(layout, data.rows(), Arrays.copyOf(chosen, chosen.length - heldOut), seed);
    int[] rest = Arrays.copyOfRange(chosen, chosen.length - heldOut, chosen.length);
    MixedRows judge = holdOut ? MixedRows.of(layout, data.rows(), rest, seed) : train;
    ExpectationMaximisation em = new ExpectationMaximisation(train, prior, covariance, workers);
    ExpectationMaximisation judging =
        new ExpectationMaximisation(judge, prior, covariance, workers);

    Map<Integer, Double> tried = new TreeMap<>();
    Mixture best = null;
    double highest = Double.NEGATIVE_INFINITY;
    int worse = 0;
    for (int size = 1; size <= most; size *= 2) {
      String phase = size == 1 ? "1 component" : size + " components";
      told.accept(phase);
      Mixture fitted =
          em.run(
                  em.start(size, data.rows(), seed).without((double) FEWEST_ROWS / train.count()),
                  new ExpectationMaximisation.Plan(
                      ROUNDS, GAIN, stop, round -> told.accept(phase + ", round " + round)))
              .mixture();
      double likelihood = judging.logLikelihood(fitted);
      double penalty = holdOut ? 0 : fitted.freedom(prior.shares()) * Math.log(judge.count()) / 2;
      double value = (likelihood - penalty) / judge.count();
      tried.put(size, value);
      worse = value > highest ? 0 : worse + 1;
      if (best == null || value > highest) {
        best = fitted;
        highest = value;
      }
      boolean exhausted = 2L * size * FEWEST_ROWS > train.count();
      if (worse >= PATIENCE || exhausted || stop.getAsBoolean() || enough.getAsBoolean()) {
        break;
      }
    }
    String criterion =
        holdOut
            ? "log likelihood per row of " + heldOut + " held-out rows"
            : "log likelihood per row less the Bayesian penalty";
    return new Result(best, criterion, tried);
  }
}
