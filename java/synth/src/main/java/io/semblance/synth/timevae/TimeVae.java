package io.semblance.synth.timevae;

import io.semblance.data.encode.Layout;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
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
 * TimeVAE (Desai, Freeman, Wang and Beaver 2021): a variational autoencoder (Kingma and Welling
 * 2014) of whole sequences whose decoder adds up level, trend, seasons and a residual. The encoder
 * is thrown away after training.
 */
public final class TimeVae extends SeriesSynthesizer implements MakesSequenceNetworks {
  @Override
  public String name() {
    return "timevae";
  }

  @Override
  public String description() {
    return "TimeVAE: autoencoder of level, trend, seasons, residual (Desai et al. 2021)";
  }

  @Override
  public String advice() {
    return "sequences of dozens of steps, learnt as wholes: one loss that falls, no game; draws no"
        + " longer ones";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    List<Hyperparameter> all = new ArrayList<>(TimeVaeSettings.DECLARED);
    all.add(Settings.ORIGIN_HYPERPARAMETER);
    return all;
  }

  @Override
  public Map<String, String> paperSettings() {
    return TimeVaeSettings.OF_THE_PAPER;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  protected void check(Settings settings) {
    TimeVaeSettings.of(settings);
  }

  @Override
  protected Model fit(Fit fit) {
    return SequenceFit.run(fit, this, new Networks(TimeVaeSettings.of(fit.settings())));
  }

  @Override
  public SequenceNetwork network(
      Settings settings, Layout steps, Layout attributesOrNull, int conditions, int times) {
    return new TimeVaeDecoder("average.", steps, TimeVaeSettings.of(settings), conditions, times);
  }

  @Override
  public List<ModelStep> trainingSteps(Settings settings, EncodedSequences shape) {
    TimeVaeSettings read = TimeVaeSettings.of(settings);
    return new TimeVaeSteps(read, shape, matching(read, shape)).list();
  }

  /** Encoder and decoder, for any table. */
  private record Networks(TimeVaeSettings settings) implements SequenceFit.Networks {
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
      if (data.layout().width() == 0) {
        throw new SynthesisException(
            "No column changes from step to step; there is nothing to learn");
      }
      return new TimeVaeTraining(place, new TimeVaeSteps(settings, data, matching(settings, data)));
    }
  }

  /**
   * Second moments of all steps of a sequence, if they are few enough; made up, which changes no
   * shape, where the sequences are not at hand.
   */
  private static MomentMatching matching(TimeVaeSettings settings, EncodedSequences data) {
    int width = data.times() * data.layout().width();
    if (settings.windowMoments() == 0 || width > MomentMatching.WIDEST) {
      return null;
    }
    if (data.rows().length == 0) {
      return new MomentMatching(new float[2 * width], 2, width);
    }
    float[] steps = new float[Math.multiplyExact(data.count(), width)];
    for (int i = 0; i < data.count(); i++) {
      System.arraycopy(data.rows(), i * data.width(), steps, i * width, width);
    }
    return new MomentMatching(steps, data.count(), width);
  }
}
