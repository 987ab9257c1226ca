package io.semblance.synth.timegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.series.SeriesData;
import io.semblance.synth.series.SeriesFixtures;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RoughnessTest {
  private static final SeriesSpec WINDOWS = SeriesSpec.builder().length(24).build();

  private static Table table(IntToDoubleFunction value) {
    double[] x = new double[2_000];
    Arrays.setAll(x, value);
    return Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 6, x)));
  }

  private static SeriesData data(Table table) {
    return SeriesData.of(table, WINDOWS, note -> {});
  }

  @Test
  void aSineNeedsFewRandomNumbersAndAWalkMany() {
    Random random = new Random(4);
    double[] level = new double[1];
    // Changes of a sine of w a step have correlation cos w.
    double sine = Roughness.of(data(table(t -> Math.sin(.3 * t))));
    assertThat(sine).isCloseTo(1 - Math.cos(.3) * Math.cos(.3), within(.01));
    SeriesData walk = data(table(t -> level[0] += random.nextGaussian()));
    assertThat(Roughness.of(walk)).isGreaterThan(.98);
    assertThat(Roughness.noise(walk)).isEqualTo(8);
    assertThat(Roughness.noise(data(table(t -> Math.sin(.3 * t))))).isBetween(2, 3);
  }

  @Test
  void whatWasSettledStandsInTheModel() {
    Table smooth = table(t -> Math.sin(.1 * t));
    Model model =
        SeriesFixtures.fit(
            "timegan", smooth, SeriesFixtures.quickTimeGan(WINDOWS).set("noise", "0").build());
    assertThat(model.provenance().settings()).containsEntry("noise", "2");
  }
}
