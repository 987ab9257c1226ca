package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
  @TempDir Path directory;

  private final Table table = Fixtures.mixed(300, 1);

  private byte[] weights(Model model) {
    Path file = directory.resolve("model");
    model.save(file);
    return Zips.entries(file).get("weights.safetensors");
  }

  @ParameterizedTest
  @CsvSource({"false, gumbel", "true, straight_through"})
  void theSeedAloneDecidesAndNotTheThreads(boolean conditional, String heads) {
    FitOptions.Builder options =
        Fixtures.quick().set("conditional", String.valueOf(conditional)).set("heads", heads);
    // Wide and long enough that two threads do share work.
    options.set("generator_widths", "96").set("batch", "250").set("critic_dropout", "0.1");
    Model one = Fixtures.fit(table, options);
    Model two = Fixtures.fit(table, options.threads(2));
    assertThat(weights(two)).isEqualTo(weights(one));
    String rows = Fixtures.csv(one.sample(400, 5));
    assertThat(Fixtures.csv(two.sample(400, 5))).isEqualTo(rows);
    Model other = Fixtures.fit(table, options.seed(12));
    assertThat(weights(other)).isNotEqualTo(weights(one));
    assertThat(Fixtures.csv(other.sample(400, 5))).isNotEqualTo(rows);
    assertThat(rows.lines()).hasSize(401);
  }

  @Test
  void calibrationBringsCategoriesToTheirFrequencies() {
    Model calibrated = Fixtures.fit(table, Fixtures.quick().set("calibrate", "true"));
    Table rows = calibrated.sample(20_000, 9);
    double[] wanted = shares(Fixtures.codes(table, "city"));
    double[] found = shares(Fixtures.codes(rows, "city"));
    for (int c = 0; c < 3; c++) {
      assertThat(found[c]).as("city " + c).isBetween(wanted[c] - .02, wanted[c] + .02);
    }
  }

  private static double[] shares(int[] codes) {
    double[] shares = new double[3];
    Arrays.stream(codes).forEach(c -> shares[c] += 1.0 / codes.length);
    return shares;
  }

  @Test
  void aTableOfConstantsAndIdentifiersIsReproduced() {
    Table flat =
        Table.of(
            List.of(
                Fixtures.ids("id", "a-1", "b-7", "c-3", "d-9"),
                Fixtures.numbers("seven", ColumnType.INTEGER, 0, 7, 7, 7, 7),
                Fixtures.labels("only", new int[] {0, 0, 0, 0}, "yes")));
    Model model = Fixtures.fit(flat, Fixtures.quick());
    Table rows = model.sample(20, 1);
    assertThat(rows.rows()).isEqualTo(20);
    assertThat(Fixtures.values(rows, "seven")).containsOnly(7);
    assertThat(Fixtures.codes(rows, "only")).containsOnly(0);
    assertThat(Fixtures.csv(rows).lines().map(l -> l.split(",")[0])).doesNotHaveDuplicates();
    Path file = directory.resolve("flat");
    model.save(file);
    assertThat(Fixtures.csv(Models.load(file).sample(20, 1))).isEqualTo(Fixtures.csv(rows));
    assertThat(model.provenance().toJson()).contains("nothing to learn");
    assertThat(model.sample(0, 1).rows()).isZero();
  }

  @Test
  void twoRowsAreEnough() {
    Table two = table.slice(0, 2);
    for (String conditional : List.of("false", "true")) {
      Model model = Fixtures.fit(two, Fixtures.quick().set("conditional", conditional));
      Table rows = model.sample(100, 1);
      assertThat(rows.rows()).isEqualTo(100);
      double least = Arrays.stream(Fixtures.values(two, "pay")).min().orElseThrow();
      double most = Arrays.stream(Fixtures.values(two, "pay")).max().orElseThrow();
      assertThat(Arrays.stream(Fixtures.values(rows, "pay")))
          .allMatch(v -> v >= least && v <= most);
    }
  }

  @Test
  void oneRowAndNoneAreRefusedInWords() {
    for (int rows = 0; rows < 2; rows++) {
      Table few = table.slice(0, rows);
      assertThatThrownBy(() -> Fixtures.fit(few, Fixtures.quick()))
          .isInstanceOf(SynthesisException.class)
          .hasMessageContaining("from " + rows + " row");
    }
  }

  @Test
  void aTableSmallerThanABatchIsTakenWhole() {
    Model model = Fixtures.fit(table, Fixtures.quick().epochs(5).set("batch", "100000"));
    assertThat(model.sample(10, 1).rows()).isEqualTo(10);
  }

  @Test
  void cancellingAtOnceLeavesAUsableModel() {
    List<FitProgress> reports = new ArrayList<>();
    FitListener impatient =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {
            reports.add(progress);
          }

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    FitOptions options = Fixtures.quick().epochs(1_000_000).build();
    Model model = Synthesizers.byName("wgan-gp").fit(table, options, impatient);
    assertThat(model.sample(10, 1).rows()).isEqualTo(10);
    assertThat(model.provenance().toJson()).contains("cancelled");
    assertThat(reports).isNotEmpty();
    Path file = directory.resolve("cancelled");
    model.save(file);
    assertThat(Fixtures.csv(Models.load(file).sample(10, 1)))
        .isEqualTo(Fixtures.csv(model.sample(10, 1)));
  }

  @Test
  void aBudgetOfNothingLeavesAUsableModel() {
    Model model = Fixtures.fit(table, Fixtures.quick().epochs(1_000_000).budget(Duration.ZERO));
    assertThat(model.sample(10, 1).rows()).isEqualTo(10);
    assertThat(model.provenance().toJson()).contains("budget used up");
  }

  @Test
  void theBudgetIsKept() {
    long start = System.nanoTime();
    Fixtures.fit(table, Fixtures.quick().epochs(1_000_000).budget(Duration.ofMillis(500)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  /** Judges by a list of losses: the best comes second, so its weights must be the model's. */
  @Test
  void validationKeepsTheBestModel() {
    List<String> seen = new ArrayList<>();
    double[] losses = {5, 1, 3, 2, 4, 6, 7, 8};
    Validation validation =
        new Validation(
            table.slice(0, 50),
            (real, synthetic) -> {
              seen.add(Fixtures.csv(synthetic.slice(0, 100)));
              return losses[Math.min(seen.size() - 1, losses.length - 1)];
            });
    FitOptions.Builder options = Fixtures.quick().epochs(500).validation(validation);
    options.set("batch", "128").set("critic_updates", "1");
    Model model = Fixtures.fit(table, options);
    assertThat(seen).hasSizeGreaterThan(3);
    assertThat(seen.get(1)).isNotEqualTo(seen.get(0)).isNotEqualTo(seen.get(2));
    // The fit's own sampler draws with the fit's seed and does not project ranks.
    String drawn =
        Fixtures.csv(
            model.sample(
                SampleOptions.builder()
                    .rows(100)
                    .seed(11)
                    .rankProjection(false)
                    .backend("ejml")
                    .build()));
    assertThat(drawn).isEqualTo(seen.get(1));
    assertThat(model.provenance().toJson()).contains("validation_loss");
  }

  @Test
  void patienceEndsAFitThatGetsNoBetter() {
    Validation validation = new Validation(table.slice(0, 50), (real, synthetic) -> 1);
    FitOptions.Builder options = Fixtures.quick().epochs(100_000).validation(validation);
    Model model = Fixtures.fit(table, options.set("patience", "2"));
    assertThat(model.provenance().toJson()).contains("no better for 2 validations");
  }

  @Test
  void provenanceTellsWhatWasAsked() {
    Model model = Fixtures.fit(table, Fixtures.quick().set("noise", "7"));
    assertThat(model.provenance().toJson())
        .contains("\"noise\" : \"7\"", "\"seed\" : 11", "\"rows\" : 300", "wgan-gp", "ejml")
        .contains("all epochs done");
    Model other = Fixtures.fit(Fixtures.mixed(300, 2), Fixtures.quick());
    assertThat(hash(other)).hasSize(64).isNotEqualTo(hash(model));
    String[] renamed = new String[300];
    Arrays.setAll(renamed, i -> ((CategoricalColumn) table.column("id")).label(i));
    Column ids = table.column("id");
    assertThat(hash(identified(ids, renamed.clone()))).isEqualTo(hash(model));
    renamed[17] = renamed[17].replace('Q', 'R');
    assertThat(hash(identified(ids, renamed))).isNotEqualTo(hash(model));
  }

  /** A model of the table with these identifiers, all else being equal. */
  private Model identified(Column ids, String... texts) {
    Column others = CategoricalColumn.ofIds(ids.schema(), texts);
    return Fixtures.fit(table.with(others), Fixtures.quick().epochs(1));
  }

  private static String hash(Model model) {
    return model.provenance().tree().path("data").path("sha256").asText();
  }

  @Test
  void theArticlesRecipeCanBeStated() {
    FitOptions.Builder options = FitOptions.builder().epochs(1).threads(1).backend("ejml");
    Map.of(
            "generator_widths", "64,128,64",
            "critic_widths", "64,64",
            "noise", "32",
            "batch", "128",
            "learning_rate", "5e-4",
            "beta1", "0",
            "beta2", "0.9",
            "critic_updates", "10",
            "heads", "softmax",
            "moments", "0")
        .forEach(options::set);
    Model model = Fixtures.fit(table, options.set("calibrate", "false"));
    assertThat(model.sample(5, 1).rows()).isEqualTo(5);
  }

  @Test
  void badBackendsAndEncodersAreNamed() {
    assertThatThrownBy(() -> Fixtures.fit(table, Fixtures.quick().backend("abacus")))
        .hasMessageContaining("abacus")
        .hasMessageContaining("ejml");
    assertThatThrownBy(
            () ->
                Fixtures.fit(
                    table,
                    Fixtures.quick()
                        .encoder(
                            io.semblance.data.encode.EncoderOptions.builder()
                                .encoder("no such", "quantile")
                                .build())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such");
  }

  @Test
  void aFitLeavesNoThreadsBehind() throws InterruptedException {
    long before = threads();
    Fixtures.fit(table, Fixtures.quick().threads(3)).sample(10, 1);
    assertThatThrownBy(() -> Fixtures.fit(table.slice(0, 1), Fixtures.quick().threads(3)))
        .isInstanceOf(SynthesisException.class);
    for (int i = 0; i < 100 && threads() > before; i++) {
      Thread.sleep(20);
    }
    assertThat(threads()).isLessThanOrEqualTo(before);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("semblance-"))
        .count();
  }

  @Test
  void namesAndLabelsInAnyScriptSurvive() {
    int[] codes = new int[60];
    Arrays.setAll(codes, i -> i % 2);
    Table odd =
        Table.of(
            List.of(
                Fixtures.labels("Gr\u00f6\u00dfe, \"cm\"", codes, "\u4f60\u597d", "line\nbreak"),
                Fixtures.labels("../..", codes, "", "x")));
    Model model = Fixtures.fit(odd, Fixtures.quick());
    Path file = directory.resolve("odd");
    model.save(file);
    String rows = Fixtures.csv(Models.load(file).sample(50, 1));
    assertThat(rows).isEqualTo(Fixtures.csv(model.sample(50, 1)));
    assertThat(new String(rows.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .contains("\u4f60\u597d", "line\nbreak");
  }
}
