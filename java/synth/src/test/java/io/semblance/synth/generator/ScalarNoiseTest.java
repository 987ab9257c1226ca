package io.semblance.synth.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scalars drawn around what the network says, by deviations that are weights. */
class ScalarNoiseTest {
  private static final int ROWS = 40_000;

  @TempDir Path directory;

  /** Evenly from 0 to 1, so that a scalar s stands for (s + 1) / 2. */
  private static Table even() {
    double[] x = new double[1_001];
    Arrays.setAll(x, i -> i / 1000.0);
    return Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 6, x)));
  }

  /** A model whose scores are all {@code score}. */
  private static Model model(boolean noise, double score, double deviation) {
    TableEncoder encoder =
        TableEncoder.fit(even(), EncoderOptions.builder().encoder("x", "quantile").build());
    GeneratorSpec spec =
        new GeneratorSpec(
            2, List.of(3), "relu", false, GeneratorSpec.Heads.GUMBEL, 0.5, false, noise);
    Map<String, Safetensors.Tensor> weights = new LinkedHashMap<>();
    GeneratorNetwork network = GeneratorModel.network(encoder, spec, null);
    for (Variable v : network.parameters()) {
      float[] values = new float[v.shape().size()];
      if (v == network.outputBias()) {
        values[0] = (float) score;
      } else if (v == network.logDeviations()) {
        values[0] = (float) Math.log(deviation);
      }
      weights.put(v.name(), new Safetensors.Tensor(v.shape(), values));
    }
    Model fitted = Fixtures.fit(even(), Fixtures.quick().epochs(1));
    return new GeneratorModel(encoder, spec, weights, null, fitted.provenance());
  }

  @Test
  void drawnScalarsHaveTheDeviationOfTheWeights() {
    double score = 0.2;
    double[] x = Fixtures.values(model(true, score, 0.15).sample(ROWS, 5), "x");
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / ROWS;
    double deviation = 0.15 / 2;
    // Five standard errors: s / sqrt(n) of a mean, s^2 sqrt(2 / n) of a variance.
    assertThat(mean).isCloseTo((Math.tanh(score) + 1) / 2, within(5 * deviation / Math.sqrt(ROWS)));
    assertThat(variance)
        .isCloseTo(
            deviation * deviation, within(5 * deviation * deviation * Math.sqrt(2.0 / ROWS)));
  }

  @Test
  void withoutThemScalarsAreWhatTheNetworkSays() {
    double[] x = Fixtures.values(model(false, 0.2, 1).sample(100, 5), "x");
    assertThat(x).containsOnly(x[0]);
    assertThat(x[0]).isCloseTo((Math.tanh(0.2) + 1) / 2, within(0.0005)); // cells are thousandths
  }

  @Test
  void howeverWildTheDeviationsOfAFileCellsStayInRange() {
    double[] x = Fixtures.values(model(true, 0, Float.MAX_VALUE).sample(1_000, 5), "x");
    assertThat(Arrays.stream(x)).allMatch(v -> v >= 0 && v <= 1);
  }

  @Test
  void rowsStayTheSameHoweverTheyAreSplit() {
    Model model = model(true, 0, 0.3);
    double[] all = Fixtures.values(model.sample(1_200, 5), "x");
    assertThat(Fixtures.values(model.sample(700, 5), "x")).isEqualTo(Arrays.copyOf(all, 700));
  }

  @Test
  void filesTellOfDeviationsOnlyWhereThereAreSome() {
    Path file = directory.resolve("m");
    for (boolean noise : List.of(true, false)) {
      Model model = model(noise, 0.1, 0.2);
      model.save(file);
      String network = new String(Zips.entries(file).get("network.json"), UTF_8);
      assertThat(network.contains("scalarNoise")).isEqualTo(noise);
      assertThat(Fixtures.csv(Models.load(file).sample(50, 3)))
          .isEqualTo(Fixtures.csv(model.sample(50, 3)));
    }
  }

  @Test
  void aFileWithoutTheDeviationsThatItPromisesIsRefused() {
    Path file = directory.resolve("m");
    model(false, 0.1, 0.2).save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String network = new String(entries.get("network.json"), UTF_8);
    String other =
        network.replaceFirst("\"conditional\"", "\"scalarNoise\": true, \"conditional\"");
    assertThat(other).isNotEqualTo(network);
    entries.put("network.json", other.getBytes(UTF_8));
    Path changed = Zips.write(directory.resolve("changed"), entries);
    assertThatThrownBy(() -> Models.load(changed))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("log_deviations")
        .hasMessageContaining("weights.safetensors");
  }
}
