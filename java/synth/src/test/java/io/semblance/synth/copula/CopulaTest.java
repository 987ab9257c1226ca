package io.semblance.synth.copula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every kind of model must do, done by the copula. */
class CopulaTest {
  @TempDir Path directory;

  private static CopulaModel fit(Table table) {
    return (CopulaModel) fit(table, FitOptions.builder());
  }

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("copula").fit(table, options.build(), FitListener.silent());
  }

  @Test
  void aLoadedModelDrawsTheSameBytesAndIsTheSameFile() {
    Model fitted = fit(Fixtures.mixed(500, 1));
    Path file = directory.resolve("m");
    fitted.save(file);
    Model loaded = Models.load(file);
    assertThat(Fixtures.csv(loaded.sample(3_000, 4)))
        .isEqualTo(Fixtures.csv(fitted.sample(3_000, 4)));
    assertThat(loaded.schema()).isEqualTo(fitted.schema());
    assertThat(loaded.describe()).isEqualTo(fitted.describe());
    assertThat(loaded.provenance().toJson()).isEqualTo(fitted.provenance().toJson());
    Path again = directory.resolve("again");
    loaded.save(again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void theSameSeedGivesTheSameModelWhateverTheThreads() {
    Table table = Fixtures.mixed(500, 1);
    fit(table, FitOptions.builder().threads(1)).save(directory.resolve("one"));
    fit(table, FitOptions.builder().threads(3)).save(directory.resolve("three"));
    assertThat(directory.resolve("one")).hasSameBinaryContentAs(directory.resolve("three"));
  }

  @Test
  void rowsDoNotDependOnHowTheWorkIsSplit() {
    Model model = fit(Fixtures.mixed(500, 1));
    String whole = Fixtures.csv(model.sample(SampleOptions.builder().rows(100).seed(5).build()));
    String first = Fixtures.csv(model.sample(SampleOptions.builder().rows(50).seed(5).build()));
    String rest =
        Fixtures.csv(model.sample(SampleOptions.builder().rows(50).firstRow(50).seed(5).build()));
    assertThat(first + rest.substring(rest.indexOf('\n') + 1)).isEqualTo(whole);
  }

  @Test
  void everyKindOfColumnComesBackValid() {
    Table table =
        CsvReader.read(new ByteArrayInputStream(kinds(400)), "made up", CsvOptions.defaults());
    assertThat(table.schema().columns().stream().map(ColumnSchema::type))
        .contains(
            ColumnType.ID,
            ColumnType.DATETIME,
            ColumnType.TIME,
            ColumnType.INTEGER,
            ColumnType.NUMBER,
            ColumnType.CATEGORY,
            ColumnType.BOOLEAN);
    Table drawn = fit(table).sample(5_000, 2);
    assertThat(drawn.rows()).isEqualTo(5_000);
    // Reading it with the schema of the table refuses every cell that the schema does not allow.
    Table read =
        CsvReader.read(
            new ByteArrayInputStream(Fixtures.csv(drawn).getBytes(StandardCharsets.UTF_8)),
            "drawn",
            CsvOptions.builder().schema(table.schema()).build());
    assertThat(read.rows()).isEqualTo(5_000);
    for (Column column : table.columns()) {
      double share = (double) column.missingCount() / table.rows();
      double found = (double) drawn.column(column.name()).missingCount() / drawn.rows();
      assertThat(found).as(column.name()).isCloseTo(share, within(3.5 * Math.sqrt(.25 / 5_000)));
      if (column instanceof NumericColumn numbers) {
        double[] values = Fixtures.values(drawn, column.name());
        for (double value : values) {
          assertThat(
                  Double.isNaN(value) || value == numbers.schema().numeric().grid().nearest(value))
              .isTrue();
        }
      }
    }
    assertThat(Fixtures.values(drawn, "constant")).containsOnly(7);
    assertThat(drawn.column("none").missingCount()).isEqualTo(5_000);
  }

  private static byte[] kinds(int rows) {
    Random random = new Random(8);
    StringBuilder csv = new StringBuilder("key,day,clock,count,amount,town,member,constant,none\n");
    for (int i = 0; i < rows; i++) {
      csv.append("K-").append(100_000 + i).append(',');
      csv.append(String.format("20%02d-%02d-15,", 10 + random.nextInt(9), 1 + random.nextInt(12)));
      csv.append(String.format("%02d:%02d,", (20 + random.nextInt(9)) % 24, random.nextInt(60)));
      csv.append(random.nextInt(3) == 0 ? 0 : random.nextInt(90)).append(',');
      csv.append(random.nextInt(4) == 0 ? "" : String.format("%.2f", random.nextDouble() * 9));
      csv.append(',').append(List.of("Ulm", "Rom", "Oslo", "").get(random.nextInt(4)));
      csv.append(',').append(random.nextBoolean() ? "yes" : "no").append(",7,\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void frequenciesOfTheTargetAreThoseOfTheTable() {
    Table table = Fixtures.mixed(4_000, 3);
    int[] real = Fixtures.codes(table, "sick");
    int[] drawn = Fixtures.codes(fit(table).sample(40_000, 1), "sick");
    for (int code = -1; code < 2; code++) {
      int wanted = code;
      double share = Arrays.stream(real).filter(c -> c == wanted).count() / 4_000.0;
      double found = Arrays.stream(drawn).filter(c -> c == wanted).count() / 40_000.0;
      assertThat(found).isCloseTo(share, within(3.5 * Math.sqrt(share * (1 - share) / 40_000)));
    }
  }

  @Test
  void onePerClassKeepsEachClassToItself() {
    Table table = Fixtures.mixed(600, 3);
    Model model = fit(table, FitOptions.builder().target("city").perClass(true));
    assertThat(model.classes()).hasSize(3);
    Path file = directory.resolve("classes");
    model.save(file);
    Table drawn = Models.load(file).sample(3_000, 3);
    assertThat(Fixtures.csv(drawn)).isEqualTo(Fixtures.csv(model.sample(3_000, 3)));
    // pay = 30 age + 500 city + noise of 100: the class shows in what age does not explain.
    double[] sums = new double[3];
    int[] counts = new int[3];
    for (int row = 0; row < 3_000; row++) {
      int city = Fixtures.codes(drawn, "city")[row];
      counts[city]++;
      sums[city] += Fixtures.values(drawn, "pay")[row] - 30 * Fixtures.values(drawn, "age")[row];
    }
    for (int city = 0; city < 3; city++) {
      assertThat(sums[city] / counts[city]).isCloseTo(500.0 * city, within(60.0));
    }
  }

  @Test
  void tablesWithNothingToLearnWork() {
    Table table =
        Table.of(
            List.of(
                Fixtures.ids("id", "A-1", "A-2", "A-3"),
                Fixtures.numbers("n", ColumnType.INTEGER, 0, 3, 3, 3)));
    CopulaModel model = fit(table);
    assertThat(model.provenance().training().ended()).isEqualTo("nothing to learn");
    Table drawn = model.sample(10, 1);
    assertThat(drawn.rows()).isEqualTo(10);
    assertThat(Fixtures.values(drawn, "n")).containsOnly(3);
    CopulaModel identifiers = fit(table.selectColumns(List.of("id")));
    Path file = directory.resolve("ids");
    identifiers.save(file);
    assertThat(Models.load(file).sample(10, 1).rows()).isEqualTo(10);
  }

  @Test
  void twoRowsAreEnoughAndFewerAreRefused() {
    Table table = Fixtures.mixed(2, 1);
    assertThat(fit(table).sample(50, 1).rows()).isEqualTo(50);
    assertThatThrownBy(() -> fit(table.slice(0, 1)))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("1 rows");
  }

  @Test
  void columnsThatAreCopiesOrSumsOfOthersStillGiveAProperMatrix() {
    Random random = new Random(4);
    double[] x = random.doubles(300).map(v -> Math.rint(v * 9)).toArray();
    double[] y = random.doubles(300).map(v -> Math.rint(v * 9)).toArray();
    double[] sum = new double[300];
    Arrays.setAll(sum, i -> x[i] + y[i]);
    CopulaModel model =
        fit(
            Table.of(
                List.of(
                    Fixtures.numbers("x", ColumnType.INTEGER, 0, x),
                    Fixtures.numbers("copy", ColumnType.INTEGER, 0, x),
                    Fixtures.numbers("y", ColumnType.INTEGER, 0, y),
                    Fixtures.numbers("sum", ColumnType.INTEGER, 0, sum))));
    assertThat(model.correlation()[0][1]).isGreaterThan(.99);
    Table drawn = model.sample(2_000, 1);
    double[] copy = Fixtures.values(drawn, "copy");
    double[] of = Fixtures.values(drawn, "x");
    int differ = 0;
    for (int i = 0; i < copy.length; i++) {
      assertThat(copy[i]).isCloseTo(of[i], within(1.0));
      differ += copy[i] == of[i] ? 0 : 1;
    }
    assertThat(differ).isLessThan(200);
  }

  @Test
  void aColumnOfUniqueValuesIsNotInTheModel() {
    double[] x = new Random(1).doubles(300).toArray();
    Path file = directory.resolve("m");
    fit(Table.of(
            List.of(
                Fixtures.numbers("x", ColumnType.NUMBER, ColumnSchema.SHORTEST, x),
                Fixtures.labels("l", new int[300], "a", "b"))))
        .save(file);
    StringBuilder all = new StringBuilder();
    Zips.entries(file).values().forEach(b -> all.append(new String(b, StandardCharsets.UTF_8)));
    long held = Arrays.stream(x).filter(v -> all.indexOf(String.valueOf(v)) >= 0).count();
    assertThat(held).isBetween(2L, 150L);
  }

  @Test
  void whoCancelsGetsAModelAtOnce() {
    List<String> phases = new ArrayList<>();
    FitListener cancelling =
        new FitListener() {
          @Override
          public void progress(FitProgress p) {
            phases.add(p.phase());
          }

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    Model model =
        Synthesizers.byName("copula")
            .fit(Fixtures.mixed(200, 1), FitOptions.builder().build(), cancelling);
    assertThat(model.provenance().training().ended()).isEqualTo("cancelled");
    assertThat(model.sample(20, 1).rows()).isEqualTo(20);
    assertThat(phases).contains("encoding");
  }

  @Test
  void settingsAreChecked() {
    Table table = Fixtures.mixed(50, 1);
    assertThatThrownBy(() -> fit(table, FitOptions.builder().set("order_rounds", "-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order_rounds");
    assertThatThrownBy(() -> fit(table, FitOptions.builder().target("nobody")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nobody");
  }

  /** A file with one text replaced in one entry is refused, by the name of the entry. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "marginals.json | \"order\":[ | \"order\":[9,",
        "marginals.json | \"order\":[ | \"order\":[0,0,",
        "marginals.json | \"counts\":[ | \"counts\":[-5,",
        "marginals.json | \"column\":\"age\" | \"column\":\"rage\"",
        "marginals.json | \"rows\":400 | \"rows\":0",
        "marginals.json | \"values\":[ | \"values\":[1e99,",
        "marginals.json | {\"marginals\" | [\"marginals\"",
        "schema.json | integer | category",
        "identifiers.json | \"encoder\":\"id\" | \"encoder\":\"one-hot\"",
        "copula.safetensors | [4,4] | [2,8]",
        "copula.safetensors | cholesky | chaletsky",
      })
  void aHostileFileIsRefusedByTheNameOfItsEntry(String entry, String text, String by) {
    Path file = directory.resolve("m");
    fit(Fixtures.mixed(400, 1)).save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String content = new String(entries.get(entry), StandardCharsets.ISO_8859_1);
    assertThat(content).contains(text);
    entries.put(entry, content.replace(text, by).getBytes(StandardCharsets.ISO_8859_1));
    Path hostile = Zips.write(directory.resolve("hostile"), entries);
    assertThatThrownBy(() -> Models.load(hostile))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(hostile.toString())
        .hasMessageContaining(entry.equals("schema.json") ? "json" : entry);
  }

  @Test
  void numbersThatAreNoFactorAndPartsThatLackAreRefused() {
    Path file = directory.resolve("m");
    fit(Fixtures.mixed(400, 1)).save(file);
    for (String entry :
        List.of("schema.json", "marginals.json", "copula.safetensors", "identifiers.json")) {
      Map<String, byte[]> entries = Zips.entries(file);
      entries.remove(entry);
      assertThatThrownBy(() -> Models.load(Zips.write(directory.resolve("less"), entries)))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining(entry);
    }
    for (byte[] number :
        List.of(new byte[] {0, 0, (byte) 0xC0, 0x7F}, new byte[] {0, 0, 0, 0x41})) {
      Map<String, byte[]> entries = Zips.entries(file);
      byte[] factor = entries.get("copula.safetensors");
      System.arraycopy(number, 0, factor, factor.length - 4, 4); // not a number, and eight
      assertThatThrownBy(() -> Models.load(Zips.write(directory.resolve("bad"), entries)))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("copula.safetensors");
    }
  }

  @Test
  void theDescriptionNamesWhatHangsTogether() throws Exception {
    CopulaModel model = fit(Fixtures.mixed(2_000, 1));
    assertThat(model.describe()).contains("age and pay", "4 latent normal numbers");
    assertThat(new ObjectMapper().readTree(model.provenance().toJson()).path("backend").asText())
        .isEmpty();
  }
}
