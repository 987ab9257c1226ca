package io.semblance.synth.timegan;

import io.semblance.data.encode.Layout;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
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
 * TimeGAN (Yoon, Jarrett and van der Schaar 2019): sequences are embedded in a latent space, where
 * a generator plays against a discriminator and a supervisor knows how one step follows another.
 */
public final class TimeGan extends SeriesSynthesizer implements MakesSequenceNetworks {
  @Override
  public String name() {
    return "timegan";
  }

  @Override
  public String description() {
    return "TimeGAN: sequences in a learnt latent space (Yoon et al. 2019)";
  }

  @Override
  public String advice() {
    return "sequences of dozens of steps; goes on beyond the length that it has learnt";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    List<Hyperparameter> all = new ArrayList<>(TimeGanSettings.DECLARED);
    all.add(Settings.ORIGIN_HYPERPARAMETER);
    return all;
  }

  @Override
  public Map<String, String> paperSettings() {
    return TimeGanSettings.OF_THE_PAPER;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  protected void check(Settings settings) {
    TimeGanSettings.of(settings);
  }

  @Override
  protected Model fit(Fit fit) {
    TimeGanSettings asked = TimeGanSettings.of(fit.settings());
    Fit settled =
        asked.noise() > 0
            ? fit
            : fit.with(fit.settings().with("noise", Integer.toString(Roughness.noise(fit.data()))));
    return SequenceFit.run(settled, this, new Networks(TimeGanSettings.of(settled.settings())));
  }

  @Override
  public SequenceNetwork network(
      Settings settings, Layout steps, Layout attributesOrNull, int conditions, int times) {
    return new TimeGanNetworks("average.", steps, TimeGanSettings.of(settings), conditions);
  }

  @Override
  public List<ModelStep> trainingSteps(Settings settings, EncodedSequences shape) {
    TimeGanSettings read = TimeGanSettings.of(settings);
    WindowMoments moments = read.windowMoments() == 0 ? null : WindowMoments.of(shape);
    return new TimeGanSteps(read, shape, moments).list();
  }

  /** All five networks, for any table. */
  private record Networks(TimeGanSettings settings) implements SequenceFit.Networks {
    @Override
    public int batch() {
      return settings.batch();
    }

    @Override
    public TrainingLoop.Plan plan(int stepsPerEpoch) {
      int all = 2 * settings.warmUp() + settings.updates();
      return new TrainingLoop.Plan((all + stepsPerEpoch - 1) / stepsPerEpoch, settings.patience());
    }

    @Override
    public SequenceTraining open(SequenceFit.Place place) {
      WindowMoments moments = settings.windowMoments() == 0 ? null : WindowMoments.of(place.data());
      return new TimeGanTraining(
          place, settings, new TimeGanSteps(settings, place.data(), moments));
    }
  }
}
