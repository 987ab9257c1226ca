package io.semblance.synth.series;

import static io.semblance.synth.series.SeriesFixtures.fit;
import static io.semblance.synth.series.SeriesFixtures.quickTimeGan;
import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers that change from step to step are one smooth number each, whatever their peaks. */
class StepEncodingTest {
  private static final SeriesSpec WINDOWS = SeriesSpec.builder().length(24).build();

  /** A value that glides from one level to another and back. */
  private static Table wave() {
    Random random = new Random(3);
    double[] x = new double[1_200];
    Arrays.setAll(x, t -> Math.tanh(3 * Math.sin(t / 9.)) + .02 * random.nextGaussian());
    return Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 4, x)));
  }

  @Test
  void peaksMakeNoModesOfASeries() {
    Table wave = wave();
    assertThat(TableEncoder.fit(wave, EncoderOptions.defaults()).describe()).contains("modes");
    Model model = fit("timegan", wave, quickTimeGan(WINDOWS).build());
    assertThat(model.describe()).contains("x (number): quantile").doesNotContain("modes");
  }

  @Test
  void modesAreForThoseWhoAskForThem() {
    EncoderOptions asked = EncoderOptions.builder().encoder("x", "modes").build();
    Model model = fit("timegan", wave(), quickTimeGan(WINDOWS).encoder(asked).build());
    assertThat(model.describe()).contains("x (number): modes");
  }
}
