package io.semblance.synth.doppelganger;

import io.semblance.data.encode.Layout;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.generator.MomentMatching;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.MakesSequenceNetworks;
import io.semblance.synth.series.SequenceFit;
import io.semblance.synth.series.SequenceNetwork;
import io.semblance.synth.series.SequenceTraining;
import io.semblance.synth.series.SeriesSynthesizer;
import io.semblance.synth.train.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DoppelGANger (Lin, Jain, Wang, Fanti and Sekar 2020, "Using GANs for sharing networked time
 * series data"): what is said once of a sequence is drawn first, then the range of each of its
 * numbers, then its steps, many at a time; a second critic sees to the first two.
 */
public final class DoppelGanger extends SeriesSynthesizer implements MakesSequenceNetworks {
  @Override
  public String name() {
    return "doppelganger";
  }

  @Override
  public String description() {
    return "DoppelGANger: attributes, ranges, then steps (Lin et al. 2020)";
  }

  @Override
  public String advice() {
    return "sequences that differ in level, in spread, or by what is static; learns them as wholes";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    List<Hyperparameter> all = new ArrayList<>(DoppelGangerSettings.DECLARED);
    all.add(Settings.ORIGIN_HYPERPARAMETER);
    return all;
  }

  @Override
  public Map<String, String> paperSettings() {
    return DoppelGangerSettings.OF_THE_PAPER;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  protected void check(Settings settings) {
    DoppelGangerSettings.of(settings);
  }

  @Override
  public boolean drawsAttributes() {
    return true;
  }

  @Override
  protected Model fit(Fit fit) {
    return SequenceFit.run(fit, this, new Networks(DoppelGangerSettings.of(fit.settings())));
  }

  @Override
  public SequenceNetwork network(
      Settings settings, Layout steps, Layout attributesOrNull, int conditions, int times) {
    return new DoppelGangerNetworks(
        "average.", steps, attributesOrNull, DoppelGangerSettings.of(settings), conditions, times);
  }

  /** Generators and critics, for any table. */
  private record Networks(DoppelGangerSettings settings) implements SequenceFit.Networks {
    @Override
    public int batch() {
      return settings.batch();
    }

    @Override
    public TrainingLoop.Plan plan(int stepsPerEpoch) {
      int epochs = (settings.updates() + stepsPerEpoch - 1) / stepsPerEpoch;
      return new TrainingLoop.Plan(epochs, settings.patience());
    }

    @Override
    public SequenceTraining open(SequenceFit.Place place) {
      EncodedSequences data = place.data();
      return new DoppelGangerTraining(
          place,
          settings,
          new DoppelGangerSteps(settings, data, data.attributeLayoutOrNull(), matching(data)));
    }

    /** Second moments of attributes and steps of a sequence, if they are few enough. */
    private MomentMatching matching(EncodedSequences data) {
      int numbers = data.times() * data.layout().width();
      int width = data.attributes() + numbers;
      if (settings.windowMoments() == 0 || width > MomentMatching.WIDEST) {
        return null;
      }
      int attributesAt = numbers + (data.ragged() ? data.times() : 0);
      float[] rows = new float[Math.multiplyExact(data.count(), width)];
      for (int i = 0; i < data.count(); i++) {
        int from = i * data.width();
        int to = i * width;
        System.arraycopy(data.rows(), from + attributesAt, rows, to, data.attributes());
        System.arraycopy(data.rows(), from, rows, to + data.attributes(), numbers);
      }
      return new MomentMatching(rows, data.count(), width);
    }
  }
}
