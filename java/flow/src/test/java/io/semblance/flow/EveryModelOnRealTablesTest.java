package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.RealTables;
import io.semblance.data.Table;
import io.semblance.data.csv.Csv;
import io.semblance.data.csv.CsvOptions;
import io.semblance.quality.validity.Validity;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every model owes to every table, however little it has learnt: as many rows as asked, no
 * cell that the schema forbids, the frequencies of the target, a text that reads as it was written.
 */
class EveryModelOnRealTablesTest {
  private static final int MOST_ROWS = 800;
  private static final int DRAWN = 3_001;

  @TempDir Path directory;

  /**
   * Missing cells, times, dates, a small table; targets that are labels and targets that are not.
   */
  private enum Real {
    ADULT("income", RealTables::adult),
    BEIJING("pm2.5", RealTables::beijing),
    PENGUINS("species", RealTables::penguins),
    WEATHER("origin", RealTables::weather),
    HOUSES("waterfront", RealTables::houses);

    private final String target;
    private final Supplier<Table> reader;
    private Table rows;

    Real(String target, Supplier<Table> reader) {
      this.target = target;
      this.reader = reader;
    }

    /** At most {@link #MOST_ROWS} rows, evenly spread; read once. */
    Table rows() {
      if (rows == null) {
        Table all = reader.get();
        int n = Math.min(MOST_ROWS, all.rows());
        int[] chosen = IntStream.range(0, n).map(i -> (int) ((long) i * all.rows() / n)).toArray();
        rows = all.select(chosen);
      }
      return rows;
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(Real.values())
        .flatMap(
            real ->
                Synthesizers.all().stream()
                    .filter(s -> s.learnsRows())
                    .map(Synthesizer::name)
                    .map(m -> Arguments.of(real, m)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("all")
  void keepsItsWord(Real real, String name) throws IOException {
    Table table = real.rows();
    FitOptions options =
        FitOptions.builder()
            .seed(11)
            .epochs(2)
            .threads(2)
            .target(real.target)
            .settings(narrow(Synthesizers.byName(name)))
            .build();
    FitJob job = FitJob.builder().table(table).synthesizer(name).options(options).build();
    Path file = directory.resolve("model");
    Models.save(job.run(JobListener.silent()).model(), file);
    Model model = Models.load(file);

    Table drawn = model.sample(DRAWN, 5);
    assertThat(drawn.rows()).isEqualTo(DRAWN);
    assertThat(drawn.schema().names()).isEqualTo(table.schema().names());
    assertThat(Validity.of(table, drawn, Map.of()).columns()).isEmpty();
    if (table.column(real.target) instanceof CategoricalColumn labels) {
      double[] expected = shares(labels);
      double[] found = shares((CategoricalColumn) drawn.column(real.target));
      for (int k = 0; k < expected.length; k++) {
        assertThat(found[k]).as(labels.dictionary().get(k)).isCloseTo(expected[k], within(.04));
      }
    }
    String text = Csv.write(drawn);
    CsvOptions read = CsvOptions.builder().schema(model.schema()).build();
    assertThat(Csv.write(Csv.read(text, read)).equals(text)).as("reads as written").isTrue();
  }

  /** Small networks, for speed. */
  private static Map<String, String> narrow(Synthesizer synthesizer) {
    return synthesizer.hyperparameters().stream()
        .map(Hyperparameter::name)
        .filter(setting -> setting.endsWith("_widths"))
        .collect(Collectors.toMap(setting -> setting, setting -> "32"));
  }

  private static double[] shares(CategoricalColumn column) {
    double[] shares = new double[column.dictionary().size()];
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        shares[column.code(row)] += 1.0 / column.size();
      }
    }
    return shares;
  }
}
