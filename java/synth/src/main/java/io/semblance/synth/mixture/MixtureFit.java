package io.semblance.synth.mixture;

import io.semblance.data.Table;
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
import java.util.Map;

/** One fit, from table to model. */
final class MixtureFit extends EncodedFit {
  private static final int ROUNDS = 200;

  /** Nats per row that a round must bring. */
  private static final double GAIN = 5e-4;

  /** Share of a budget that may go by before the last fit of the chosen number of components. */
  private static final double SHARE_OF_CHOICE = .6;

  private static final long NANOS_BETWEEN_REPORTS = 200_000_000L;

  private final MixtureSettings read;
  private long lastReport = System.nanoTime();

  MixtureFit(
      String synthesizer,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener) {
    super(synthesizer, settings, train, options, listener);
    this.read = MixtureSettings.of(settings);
  }

  /** Constants and identifiers only: there is nothing to learn, and decoding knows it all. */
  @Override
  protected EncodedModel ofConstants(TableEncoder encoder, Provenance provenance) {
    return new MixtureModel(encoder, null, new MixtureSummary(0, 0, "", Map.of()), provenance);
  }

  @Override
  protected EncodedModel fit(EncodedTable data, Workers workers) {
    int[] order = new int[data.count()];
    TrainingOrder.shuffle(options().seed(), 0, order);
    int[] chosen = Arrays.copyOf(order, Math.min(order.length, read.rows()));
    MixedLayout layout = MixedLayout.of(data.layout(), data.rows(), data.count());
    MixedRows rows = MixedRows.of(layout, data.rows(), chosen, options().seed());
    Covariance covariance = read.covarianceOf(layout.numbers());
    Prior prior = Prior.of(rows, read.ridge(), read.smoothing());
    ExpectationMaximisation em = new ExpectationMaximisation(rows, prior, covariance, workers);

    ComponentChoice.Result choice;
    if (read.components() == 0) {
      choice =
          new ComponentChoice(data, layout, chosen, prior, covariance, workers, options().seed())
              .among(read.most(), () -> over(SHARE_OF_CHOICE), () -> over(.25), this::say);
    } else {
      Mixture start = em.start(read.components(), data.rows(), options().seed());
      choice = new ComponentChoice.Result(start, "", Map.of());
    }
    double least = (double) ComponentChoice.FEWEST_ROWS / rows.count();
    int rounds = options().epochs() == null ? ROUNDS : options().epochs();
    String phase = choice.best().size() + " components, all rows, round ";
    ExpectationMaximisation.Outcome outcome =
        em.run(
            choice.best().without(least),
            new ExpectationMaximisation.Plan(
                rounds, GAIN, () -> over(1), round -> say(phase + round)));
    List<Provenance.CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i < outcome.logLikelihoods().size(); i++) {
      Map<String, Double> losses = Map.of("likelihood", -outcome.logLikelihoods().get(i));
      curve.add(new Provenance.CurvePoint(i + 1, i + 1, losses, Double.NaN));
    }
    MixtureSummary summary =
        new MixtureSummary(rows.count(), data.count(), choice.criterion(), choice.tried());
    return new MixtureModel(
        data.encoder(),
        MixtureTensors.rounded(outcome.mixture().without(least), covariance),
        summary,
        provenance(ending(outcome.converged()), curve));
  }

  private String ending(boolean converged) {
    if (cancelled()) {
      return "cancelled";
    }
    return converged ? "converged" : over(1) ? "budget used up" : "all rounds done";
  }

  private void say(String phase) {
    if (System.nanoTime() - lastReport > NANOS_BETWEEN_REPORTS) {
      lastReport = System.nanoTime();
      reporter().phase(phase);
    }
  }
}
