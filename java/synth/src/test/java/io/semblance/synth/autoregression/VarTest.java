package io.semblance.synth.autoregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Table;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every model of sequences must do, done by the autoregression. */
class VarTest {
  @TempDir Path directory;

  private static SampleOptions.Builder sequences(long count) {
    return SampleOptions.builder().sequences(count).seed(9);
  }

  private static VarModel visits() {
    return SeriesFixtures.fit(SeriesFixtures.visits(300, 1), SeriesFixtures.ofVisits());
  }

  @Test
  void raggedSequencesKeepTheirLengthsStaticColumnsAndMissingCells() {
    Table table = SeriesFixtures.visits(300, 1);
    Table drawn = visits().sample(sequences(600).build());
    assertThat(drawn.schema().names()).isEqualTo(table.schema().names());
    double[] lengths = lengths(drawn);
    assertThat(Arrays.stream(lengths).min().orElseThrow()).isBetween(1.0, 4.0);
    assertThat(Arrays.stream(lengths).max().orElseThrow()).isEqualTo(9);
    double real = Arrays.stream(lengths(table)).average().orElseThrow();
    assertThat(Arrays.stream(lengths).average().orElseThrow()).isCloseTo(real, within(.5));
    double missing = (double) table.column("ward").missingCount() / table.rows();
    assertThat((double) drawn.column("ward").missingCount() / drawn.rows())
        .isCloseTo(missing, within(.03));
    // The town goes with the pulse, and stays.
    assertThat(Fixtures.correlation(towns(drawn), Fixtures.values(drawn, "pulse")))
        .isCloseTo(Fixtures.correlation(towns(table), Fixtures.values(table, "pulse")), within(.1));
  }

  private static double[] towns(Table table) {
    return Arrays.stream(Fixtures.codes(table, "town")).asDoubleStream().toArray();
  }

  private static double[] lengths(Table table) {
    Map<String, Integer> steps = new HashMap<>();
    String[] rows = Fixtures.csv(table).split("\n");
    for (int i = 1; i < rows.length; i++) {
      steps.merge(rows[i].substring(0, rows[i].indexOf(',')), 1, Integer::sum);
    }
    return steps.values().stream().mapToDouble(n -> n).toArray();
  }

  @Test
  void aLoadedModelDrawsTheSameRowsAndIsTheSameFile() {
    for (VarModel fitted :
        List.of(
            visits(),
            SeriesFixtures.fit(
                SeriesFixtures.hours(5, 2),
                SeriesFixtures.windows(12).sequenceBy(List.of("place")).time(List.of("when"))))) {
      Path file = directory.resolve("m");
      fitted.save(file);
      Model loaded = Models.load(file);
      assertThat(Fixtures.csv(loaded.sample(sequences(50).build())))
          .isEqualTo(Fixtures.csv(fitted.sample(sequences(50).build())));
      assertThat(loaded.describe()).isEqualTo(fitted.describe()).contains("spectral radius");
      Path again = directory.resolve("again");
      loaded.save(again);
      assertThat(again).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void sequencesDoNotDependOnHowTheWorkIsSplit() {
    VarModel model = visits();
    int count = model.partRows() + 40;
    String whole = Fixtures.csv(model.sample(sequences(count).threads(1).build()));
    assertThat(Fixtures.csv(model.sample(sequences(count).threads(3).build()))).isEqualTo(whole);
    String first = Fixtures.csv(model.sample(sequences(17).build()));
    String rest = Fixtures.csv(model.sample(sequences(count - 17).firstSequence(17).build()));
    assertThat(first + rest.substring(rest.indexOf('\n') + 1)).isEqualTo(whole);
  }

  @Test
  void longerSequencesBeginAsShorterOnes() {
    Table table = SeriesFixtures.recursion(800, new double[][] {{.7, .2}, {-.3, .5}}, 1);
    VarModel model = SeriesFixtures.fit(table, SeriesFixtures.windows(24));
    String[] one = Fixtures.csv(model.sample(sequences(1).length(1).build())).split("\n");
    String[] few = Fixtures.csv(model.sample(sequences(1).length(30).build())).split("\n");
    String[] many = Fixtures.csv(model.sample(sequences(1).length(500).build())).split("\n");
    assertThat(many).hasSize(501).startsWith(few);
    assertThat(few).hasSize(31).startsWith(one);
  }

  @Test
  void lagsAreCutToWhatTheDataAllow() {
    Table table = SeriesFixtures.recursion(60, new double[][] {{.7, .2}, {-.3, .5}}, 1);
    VarModel model = SeriesFixtures.fit(table, SeriesFixtures.windows(24), "lags", "20");
    assertThat(model.lags()).isBetween(2, 10);
    assertThat(model.provenance().training().events()).anyMatch(e -> e.contains("20 lags"));
    VarModel pairs = SeriesFixtures.fit(table, SeriesFixtures.windows(2), "lags", "5");
    assertThat(pairs.lags()).isEqualTo(1);
    assertThat(pairs.sample(sequences(3).length(7).build()).rows()).isEqualTo(21);
  }

  @Test
  void sequencesOfOneStepAreLearntToo() {
    Table table = SeriesFixtures.table("who,x\nA-1,1.5\nA-2,2.5\nA-3,1.0\nA-4,2.0\n");
    VarModel model = SeriesFixtures.fit(table, SeriesSpec.builder().sequenceBy(List.of("who")));
    assertThat(model.sample(sequences(5).build()).rows()).isEqualTo(5);
    assertThat(model.sample(sequences(5).length(3).build()).rows()).isEqualTo(15);
  }

  @Test
  void whatNeverChangesIsDrawnAsItIs() {
    Table constant = SeriesFixtures.table("x,y\n1,4\n1,4\n1,4\n1,4\n");
    Table drawn =
        SeriesFixtures.fit(constant, SeriesFixtures.windows(2)).sample(sequences(3).build());
    assertThat(Fixtures.values(drawn, "y")).hasSize(6).containsOnly(4);
  }

  @Test
  void settingsAreChecked() {
    Table table = SeriesFixtures.visits(10, 1);
    for (String[] wrong : new String[][] {{"lags", "0"}, {"ridge", "-1"}, {"order_rounds", "x"}}) {
      assertThatThrownBy(
              () -> SeriesFixtures.fit(table, SeriesFixtures.ofVisits(), wrong[0], wrong[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[0]);
    }
    assertThatThrownBy(
            () ->
                Synthesizers.byName("var").fit(table, FitOptions.defaults(), FitListener.silent()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("--sequence-by");
  }

  /** A file with one text replaced in one entry is refused, by the name of the entry. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "autoregression.json | \"lags\" : 2 | \"lags\" : 0",
        "autoregression.json | \"lags\" : 2 | \"lags\" : 99999999",
        "autoregression.json | \"lags\" : 2 | \"lags\" : 3",
        "autoregression.safetensors | step.factor | step.faktor",
        "autoregression.safetensors | F64 | F32",
        "marginals.json | \"counts\":[ | \"counts\":[-5,",
        "marginals.json | \"column\":\"pulse\" | \"column\":\"impulse\"",
        "steps.json | pulse | pulsar",
        "attributes.json | town | moon",
        "series.json | \"times\" : 9 | \"times\" : 0",
      })
  void aHostileFileIsRefusedByTheNameOfItsEntry(String entry, String text, String by) {
    Path file = directory.resolve("m");
    visits().save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String content = new String(entries.get(entry), StandardCharsets.ISO_8859_1);
    assertThat(content).contains(text);
    entries.put(entry, content.replace(text, by).getBytes(StandardCharsets.ISO_8859_1));
    Path hostile = Zips.write(directory.resolve("hostile"), entries);
    assertThatThrownBy(() -> Models.load(hostile))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(hostile.toString());
  }

  @Test
  void numbersThatGrowWithoutBoundsAndPartsThatLackAreRefused() {
    Path file = directory.resolve("m");
    visits().save(file);
    for (String entry :
        List.of(
            "autoregression.json",
            "autoregression.safetensors",
            "marginals.json",
            "steps.json",
            "attributes.json")) {
      Map<String, byte[]> entries = Zips.entries(file);
      entries.remove(entry);
      assertThatThrownBy(() -> Models.load(Zips.write(directory.resolve("less"), entries)))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining(entry);
    }
    VarModel model = (VarModel) Models.load(file);
    double[] weights = model.recursion().step().weights();
    for (double wrong : new double[] {1.7, Double.NaN}) {
      weights[0] = wrong;
      weights[model.recursion().step().inputs() + 1] = wrong;
      Path hostile = directory.resolve("grows");
      model.save(hostile);
      assertThatThrownBy(() -> Models.load(hostile))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("autoregression.safetensors");
    }
  }
}
