package io.semblance.synth.mixture;

import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.DrawPlan;
import io.semblance.synth.Provenance;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.mixed.EncodedModel;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.NormalScores;
import io.semblance.synth.mixed.RowFiller;
import java.util.Optional;

/**
 * A mixture of Gaussians and latent classes with the encoder of its table.
 *
 * <p>It knows its density. A row of the table has numbers (one for each scalar of the encoded row
 * that is not silent, turned into a normal score: the normal quantile of its rank) and categories
 * (one for each column with softmax blocks); the density is that of these scores times the
 * probability of these categories, in nats when its logarithm is taken. Densities of rows of one
 * model may be compared; those of models with other encoders may not.
 */
public final class MixtureModel extends EncodedModel {
  private final Mixture mixture;
  private final MixtureSummary summary;

  /** Draws rows under a condition; null for all. */
  private final ConditionedMixture conditioned;

  /**
   * @param mixtureOrNull null for a table of constants
   */
  MixtureModel(
      TableEncoder encoder, Mixture mixtureOrNull, MixtureSummary summary, Provenance provenance) {
    super(
        encoder,
        mixtureOrNull == null ? null : new MixtureSampler(mixtureOrNull)::draw,
        provenance);
    this.mixture = mixtureOrNull;
    this.summary = summary;
    this.conditioned = null;
  }

  private MixtureModel(MixtureModel whole, ConditionedMixture conditioned) {
    super(whole, conditioned.evidence().said(), conditioned::draw);
    this.mixture = whole.mixture;
    this.summary = whole.summary;
    this.conditioned = conditioned;
  }

  @Override
  public DrawPlan plan(SampleOptions options) {
    if (conditioned != null) {
      conditioned.check(options.rows());
    }
    return super.plan(options);
  }

  @Override
  protected MixedLayout mixed() {
    return mixture.layout();
  }

  @Override
  protected Optional<Given> given(Evidence evidence) {
    return Optional.ofNullable(ConditionedMixture.of(mixture, evidence))
        .map(under -> new Given(new MixtureModel(this, under), under.probability()));
  }

  @Override
  protected RowFiller filler(Evidence present) {
    return new MixtureFiller(mixture, present);
  }

  @Override
  protected String shape() {
    return components()
        + (components() == 1 ? " component of " : " components of ")
        + mixture.layout().numbers()
        + " numbers with a "
        + Covariance.of(mixture).label()
        + " covariance and "
        + mixture.layout().categories().size()
        + " categories; "
        + summary.describe();
  }

  /** How many components; 0 for a table of constants. */
  public int components() {
    return mixture == null ? 0 : mixture.size();
  }

  /**
   * The natural logarithm of the density of an encoded row; see the class for the measure. Negative
   * infinity for a row with a category that the training table did not have.
   *
   * @param rows rows that {@link #encoder()} encoded, one after the other
   * @param row number of the row in {@code rows}, from 0
   */
  public double logLikelihood(float[] rows, int row) {
    return mixture == null ? 0 : logLikelihood(mixture.density(), rows, row);
  }

  /** Of densities; see above. */
  @Override
  public double[] logLikelihood(Table table) {
    int width = encoder().layout().width();
    double[] logs = new double[table.rows()];
    if (mixture == null) {
      return logs;
    }
    Mixture.Density density = mixture.density();
    float[] encoded = new float[PART * width];
    for (int from = 0; from < logs.length; from += PART) {
      int to = Math.min(logs.length, from + PART);
      encoder().encode(table, from, to, encoded, 0);
      for (int i = from; i < to; i++) {
        logs[i] = logLikelihood(density, encoded, i - from);
      }
    }
    return logs;
  }

  private double logLikelihood(Mixture.Density density, float[] rows, int row) {
    MixedLayout layout = mixture.layout();
    int at = row * layout.width();
    int[] states = new int[layout.categories().size()];
    layout.states(rows, at, states);
    double[] scores = new double[layout.numbers()];
    for (int j = 0; j < scores.length; j++) {
      scores[j] = NormalScores.score(rows[at + j]);
    }
    return density.log(scores, states);
  }

  Mixture mixture() {
    return mixture;
  }

  MixtureSummary summary() {
    return summary;
  }
}
