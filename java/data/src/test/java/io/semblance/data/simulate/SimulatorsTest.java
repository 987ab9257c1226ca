package io.semblance.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.csv.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SimulatorsTest {

  private static final int SAMPLE_ROWS = 5000;
  private static final long SAMPLE_SEED = 2015;

  @Test
  void areFoundByName() {
    for (Simulator simulator : Simulators.all()) {
      assertThat(Simulators.byName(simulator.name()).name()).isEqualTo(simulator.name());
      assertThat(simulator.description()).isNotBlank();
      assertThat(simulator.rows(0, 3, 1).schema()).isEqualTo(simulator.schema());
    }
    assertThat(Simulators.byName(" Sines ").name()).isEqualTo("sines");
    assertThatThrownBy(() -> Simulators.byName("helth"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"helth\"")
        .hasMessageContaining("health-indicators, card-bills, sines");
  }

  @Test
  void sinesFollowTimeGansFormula() {
    Table table = Simulators.byName("sines").rows(0, 24 * 500, 3);
    double fastest = 0;
    double phases = 0;
    for (int series = 0; series < 500; series++) {
      for (int k = 2; k < 7; k++) {
        // Phase and frequency from the first two steps; the other 22 must follow from them.
        double phase = Math.asin(2 * table.numeric(k).value(24 * series) - 1);
        double frequency = Math.asin(2 * table.numeric(k).value(24 * series + 1) - 1) - phase;
        assertThat(phase).isBetween(-1e-6, .1 + 1e-6);
        assertThat(frequency).isBetween(-1e-6, .1 + 1e-6);
        fastest = Math.max(fastest, frequency);
        phases += phase / 2500;
        for (int step = 0; step < 24; step++) {
          int row = 24 * series + step;
          assertThat(table.numeric(0).value(row)).isEqualTo(series);
          assertThat(table.numeric(1).value(row)).isEqualTo(step);
          assertThat(table.numeric(k).value(row))
              .isCloseTo((Math.sin(frequency * step + phase) + 1) / 2, within(2e-6));
        }
      }
    }
    assertThat(fastest).isGreaterThan(.099);
    assertThat(phases).isCloseTo(.05, within(.003));
  }

  @Test
  void sinesMayStartInTheMiddleOfASeries() {
    Simulator sines = Simulators.byName("sines");
    Table whole = sines.rows(0, 100, 9);
    Table part = sines.rows(31, 40, 9);
    for (int row = 0; row < 40; row++) {
      for (int k = 0; k < 7; k++) {
        assertThat(part.numeric(k).value(row)).isEqualTo(whole.numeric(k).value(row + 31));
      }
    }
  }

  @Test
  void filesReadBackAsTheSameTypes() throws IOException {
    for (Simulator simulator : Simulators.all()) {
      Table table = simulator.rows(0, 2000, 1);
      byte[] file = csv(table);
      Table back =
          CsvReader.read(new ByteArrayInputStream(file), simulator.name(), CsvOptions.defaults());
      assertThat(back.rows()).isEqualTo(2000);
      for (int k = 0; k < table.width(); k++) {
        assertThat(back.schema().column(k).type())
            .as(back.schema().column(k).name())
            .isEqualTo(table.schema().column(k).type());
      }
      assertThat(csv(back)).isEqualTo(file);
    }
  }

  /** Made by {@code semblance dataset health-indicators --rows 5000 --seed 2015}. */
  @Test
  void theCommittedSampleIsWhatTheSimulatorDraws() throws IOException {
    Path root = Path.of(System.getProperty("semblance.root", "../.."));
    Path sample = root.resolve("datasets/health-indicators-sample.csv");
    byte[] drawn = csv(Simulators.byName("health-indicators").rows(0, SAMPLE_ROWS, SAMPLE_SEED));
    assertThat(sample).content(StandardCharsets.UTF_8).isEqualTo(text(drawn));
    assertThat(Files.readAllLines(sample).get(1)).matches("(\\d+\\.0,){21}\\d+\\.0");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] csv(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, table.schema())) {
      writer.write(table);
    }
    return out.toByteArray();
  }
}
