package io.semblance.synth.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelArchive;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResampleModelTest {
  private static final List<String> ENTRIES =
      List.of(
          "manifest.json",
          "provenance.json",
          "schema.json",
          "pool.json",
          "rows.safetensors",
          "identifiers.json");

  @TempDir Path folder;

  private static FitOptions.Builder options() {
    return FitOptions.builder().seed(3).threads(1).target("kind");
  }

  private static Model fit(String synthesizer, Table table, FitOptions.Builder options) {
    return Synthesizers.byName(synthesizer).fit(table, options.build(), FitListener.silent());
  }

  private static List<List<Object>> rows(Table table) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      List<Object> cells = new ArrayList<>();
      for (Column column : table.columns()) {
        cells.add(
            column instanceof NumericColumn number
                ? (Object) number.value(row)
                : ((CategoricalColumn) column).label(row));
      }
      rows.add(cells);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"smote", "adasyn"})
  void aModelFileGivesTheSameRows(String synthesizer) throws IOException {
    Table table = Tables.mixed(800, 1);
    Model model = fit(synthesizer, table, options());
    Path file = folder.resolve("a.semblance");
    model.save(file);
    Model again = Models.load(file);
    assertThat(again.schema()).isEqualTo(table.schema());
    assertThat(rows(again.sample(500, 7))).isEqualTo(rows(model.sample(500, 7)));
    assertThat(again.describe()).isEqualTo(model.describe());
    Path second = folder.resolve("b.semblance");
    again.save(second);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smote", "adasyn"})
  void thatRealRowsAreHeldIsSaidEverywhere(String synthesizer) {
    List<String> warnings = new ArrayList<>();
    FitListener listener =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public void warning(String sentence) {
            warnings.add(sentence);
          }
        };
    Table table = Tables.mixed(100, 1);
    Model model = Synthesizers.byName(synthesizer).fit(table, options().build(), listener);
    assertThat(Synthesizers.byName(synthesizer).carriesRealRows()).isTrue();
    assertThat(model.carriesRealRows()).isTrue();
    assertThat(model.describe()).contains("carries_real_rows: true (100 rows)");
    assertThat(warnings).singleElement().asString().contains("carries_real_rows: true", "100 rows");
    assertThat(model.provenance().training().events()).isEqualTo(warnings);
    Path file = folder.resolve("a.semblance");
    model.save(file);
    assertThat(ModelArchive.read(file).json("pool.json").path("carries_real_rows").asBoolean())
        .isTrue();
    assertThat(Models.load(file).carriesRealRows()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smote", "adasyn"})
  void itIsRefusedWhereRealRowsAreForbidden(String synthesizer) {
    Table table = Tables.mixed(100, 1);
    assertThatThrownBy(() -> fit(synthesizer, table, options().noRealRows(true)))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining(synthesizer + " interpolates between rows")
        .hasMessageContaining("wgan-gp");
  }

  @Test
  void identifiersOfTheTableAreNotInTheFile() {
    Table table = Tables.mixed(100, 1);
    Path file = folder.resolve("a.semblance");
    fit("smote", table, options()).save(file);
    ArchiveReader archive = ModelArchive.read(file);
    for (String entry : ENTRIES) {
      assertThat(archive.text(entry)).doesNotContain(table.categorical(0).label(57));
    }
  }

  @Test
  void adasynKnowsDensitiesAndSmoteDoesNot() {
    Table table = Tables.mixed(300, 1);
    assertThat(fit("adasyn", table, options()).describe()).contains("used by density");
    assertThat(fit("smote", table, options()).describe()).doesNotContain("used by density");
    assertThat(fit("adasyn", table, options().target(null)).describe()).contains("used evenly");
  }

  @Test
  void aClassThatIsHeldInPartIsDescribed() {
    String text = fit("smote", Tables.mixed(2000, 1), options().set("max_rows", "90")).describe();
    assertThat(text).contains("of which 90 drawn at random are kept and neighbours sought among");
  }

  @Test
  void settingsOfThePaperAreTaken() {
    Table table = Tables.mixed(300, 1);
    Model paper = fit("smote", table, options().set("settings", "paper"));
    assertThat(((ResampleModel) paper).pool().labels()).isEqualTo(LabelChoice.MAJORITY);
    assertThat(rows(paper.sample(50, 1)))
        .isEqualTo(
            rows(
                fit("smote", table, options().set("labels", "majority").set("scaled", "false"))
                    .sample(50, 1)));
    assertThat(rows(paper.sample(50, 1)))
        .isNotEqualTo(rows(fit("smote", table, options()).sample(50, 1)));
  }

  @ParameterizedTest
  @CsvSource({"neighbours,0", "max_rows,1", "labels,all", "scaled,perhaps"})
  void unsoundSettingsAreRefused(String name, String value) {
    assertThatThrownBy(() -> fit("smote", Tables.mixed(50, 1), options().set(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value);
  }

  @Test
  void samplesAreTheSameHoweverTheyAreSplit() {
    Model model = fit("adasyn", Tables.mixed(300, 1), options());
    Table whole = model.sample(SampleOptions.builder().rows(5000).seed(4).threads(3).build());
    List<List<Object>> parts = new ArrayList<>();
    for (int[] part : new int[][] {{0, 50}, {50, 3000}, {3050, 1950}}) {
      parts.addAll(
          rows(
              model.sample(
                  SampleOptions.builder()
                      .firstRow(part[0])
                      .rows(part[1])
                      .seed(4)
                      .threads(1)
                      .build())));
    }
    assertThat(rows(whole)).isEqualTo(parts);
  }

  @Test
  void oneModelPerClassGivesClassesTheirShares() {
    Table table = Tables.mixed(1500, 1);
    Model model = fit("smote", table, options().perClass(true));
    assertThat(model.carriesRealRows()).isTrue();
    Path file = folder.resolve("a.semblance");
    model.save(file);
    Table drawn = Models.load(file).sample(4000, 1);
    assertThat(drawn.rows()).isEqualTo(4000);
    double real = Arrays.stream(Tables.codes(table, "kind")).filter(c -> c == 1).count();
    double made = Arrays.stream(Tables.codes(drawn, "kind")).filter(c -> c == 1).count();
    assertThat(made / 4000).isBetween(real / 1500 - 0.04, real / 1500 + 0.04);
  }

  @Test
  void timesOfDayAreKept() {
    double[] seconds = {82_800, 86_340, 60, 3600, 7200, 80_000 / 60 * 60};
    Table table =
        Table.of(
            List.of(
                Tables.numbers(
                    ColumnSchema.builder("t", ColumnType.TIME).pattern("HH:mm", 60_000), seconds)));
    Table drawn = fit("smote", table, FitOptions.builder().threads(1)).sample(500, 1);
    for (double value : Tables.values(drawn, "t")) {
      assertThat(value % 60).isZero();
      // No time lies on the longer way round, from 02:00 to 22:13.
      assertThat(value <= 7200 || value >= 79_980).as("time " + value).isTrue();
    }
  }

  /** Writes the model of a table anew with one entry changed. */
  private void damaged(String entry, UnaryOperator<byte[]> change) {
    Path file = folder.resolve("sound.semblance");
    fit("adasyn", Tables.mixed(200, 1), options()).save(file);
    ArchiveReader sound = ModelArchive.read(file);
    ArchiveWriter writer = new ArchiveWriter();
    for (String name : ENTRIES) {
      byte[] content = sound.bytes(name);
      writer.put(name, name.equals(entry) ? change.apply(content) : content);
    }
    Path broken = folder.resolve("broken.semblance");
    ModelArchive.write(writer, broken);
    assertThatThrownBy(() -> Models.load(broken).sample(100, 1))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("broken.semblance");
  }

  private void damagedArrays(Consumer<Map<String, Safetensors.Stored>> change) {
    damaged(
        "rows.safetensors",
        bytes -> {
          Map<String, Safetensors.Stored> arrays =
              new LinkedHashMap<>(Safetensors.readAll(bytes, ""));
          change.accept(arrays);
          return Safetensors.write(arrays);
        });
  }

  private static int[] ints(Map<String, Safetensors.Stored> arrays, String name) {
    return ((Safetensors.Ints) arrays.get(name)).values();
  }

  @Test
  void arraysThatMakeNoPoolAreRefused() {
    damagedArrays(arrays -> arrays.remove("column.0"));
    damagedArrays(arrays -> arrays.remove("neighbours.1"));
    damagedArrays(arrays -> ints(arrays, "neighbours.0")[3] = 100_000);
    damagedArrays(arrays -> ints(arrays, "neighbours.1")[0] = 0); // of another class
    damagedArrays(arrays -> ints(arrays, "weights.0")[0] = -1);
    damagedArrays(arrays -> Arrays.fill(ints(arrays, "weights.0"), 0));
    damagedArrays(arrays -> Arrays.fill(ints(arrays, "weights.0"), Integer.MAX_VALUE));
    damagedArrays(arrays -> ints(arrays, "column.0")[0] = 17); // there are three cities
    damagedArrays(
        arrays ->
            arrays.put("column.2", new Safetensors.Doubles(Shape.of(3), new double[] {1, 2, 3})));
    damagedArrays(arrays -> ((Safetensors.Doubles) arrays.get("column.2")).values()[0] = 1 / 0.0);
  }

  @ParameterizedTest
  @CsvSource({
    "pool.json, pair, most",
    "pool.json, training_rows, trainingRows",
    "pool.json, neighbours, neighbors",
    "pool.json, classes, klasses",
    "identifiers.json, \"id\", \"name\""
  })
  void partsThatDoNotFitAreRefused(String entry, String from, String to) {
    damaged(
        entry,
        bytes -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          String other = text.replace(from, to);
          assertThat(other).isNotEqualTo(text);
          return other.getBytes(StandardCharsets.UTF_8);
        });
  }

  @Test
  void aCancelledFitSaysSo() {
    FitListener cancelled =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThatThrownBy(
            () ->
                Synthesizers.byName("smote")
                    .fit(Tables.mixed(100, 1), options().build(), cancelled))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("Cancelled");
  }
}
