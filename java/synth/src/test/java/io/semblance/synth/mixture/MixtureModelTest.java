package io.semblance.synth.mixture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.engine.graph.Shape;
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
import io.semblance.synth.archive.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mixture as a model: files, drawing, options, odd tables. */
class MixtureModelTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path directory;

  private static Model whole;
  private static Model perClass;
  private static Path wholeFile;

  private static FitOptions.Builder quick() {
    return FitOptions.builder().seed(11).threads(2).set("components", "4").epochs(5);
  }

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("gmm").fit(table, options.build(), FitListener.silent());
  }

  /** Mixed columns, and date-times with a spike and gaps. */
  private static Table table(int rows) {
    Table mixed = Fixtures.mixed(rows, 1);
    Random random = new Random(3);
    double[] seen = new double[rows];
    for (int i = 0; i < rows; i++) {
      double u = random.nextDouble();
      seen[i] = u < .1 ? Double.NaN : u < .4 ? 1.6e9 : 1.6e9 + Math.rint(1e8 * random.nextDouble());
    }
    return Table.of(
        Stream.concat(
                mixed.columns().stream(),
                Stream.of(
                    NumericColumn.of(
                        ColumnSchema.builder("seen", ColumnType.DATETIME)
                            .range(1.6e9, 1.7e9)
                            .nullable(true)
                            .build(),
                        seen)))
            .toList());
  }

  @BeforeAll
  static void fit() {
    whole = fit(table(300), quick());
    perClass = fit(table(300), quick().target("city").perClass(true));
    wholeFile = directory.resolve("whole");
    whole.save(wholeFile);
  }

  @Test
  void aLoadedModelDrawsTheSameBytes() throws IOException {
    for (Model model : List.of(whole, perClass)) {
      Path file = directory.resolve("model");
      model.save(file);
      Model loaded = Models.load(file);
      assertThat(Fixtures.csv(loaded.sample(3000, 3)))
          .isEqualTo(Fixtures.csv(model.sample(3000, 3)));
      assertThat(loaded.describe()).isEqualTo(model.describe());
      assertThat(loaded.provenance().toJson()).isEqualTo(model.provenance().toJson());
      Path again = directory.resolve("again");
      loaded.save(again);
      assertThat(again).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aRowIsTheSameHoweverTheWorkIsSplit() {
    Random random = new Random(4);
    for (Model model : List.of(whole, perClass)) {
      List<String> all = lines(model, SampleOptions.builder().rows(5000).threads(1).build());
      assertThat(all).hasSize(5000);
      assertThat(lines(model, SampleOptions.builder().rows(50).build()))
          .isEqualTo(all.subList(0, 50));
      for (int i = 0; i < 8; i++) {
        int first = random.nextInt(4900);
        int rows = 1 + random.nextInt(5000 - first);
        SampleOptions.Builder some =
            SampleOptions.builder().firstRow(first).rows(rows).threads(1 + random.nextInt(3));
        assertThat(lines(model, some.build())).isEqualTo(all.subList(first, first + rows));
      }
    }
  }

  private static List<String> lines(Model model, SampleOptions options) {
    return Fixtures.csv(model.sample(options)).lines().skip(1).toList();
  }

  @Test
  void cellsAreThoseThatTheSchemaAllows() {
    for (Model model : List.of(whole, perClass)) {
      Table rows = model.sample(4000, 8);
      assertThat(Arrays.stream(Fixtures.values(rows, "age")))
          .allMatch(v -> v == Math.rint(v) && v >= 20 && v <= 70);
      assertThat(Arrays.stream(Fixtures.codes(rows, "sick"))).allMatch(c -> c < 2).contains(-1);
      double[] seen = Fixtures.values(rows, "seen");
      assertThat(Arrays.stream(seen))
          .allMatch(v -> Double.isNaN(v) || v == Math.rint(v) && v >= 1.6e9 && v <= 1.7e9);
      assertThat(Arrays.stream(seen).filter(v -> v == 1.6e9).count()).isBetween(800L, 1600L);
      assertThat(Arrays.stream(seen).filter(Double::isNaN).count()).isBetween(200L, 600L);
      assertThat(lines(model, SampleOptions.builder().rows(4000).build()).stream().distinct())
          .hasSize(4000); // identifiers
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Table table = Fixtures.mixed(1_200, 5);
    String one = null;
    for (int threads : new int[] {1, 2, 5}) {
      FitOptions.Builder options = FitOptions.builder().seed(3).threads(threads);
      Model model = fit(table, options.set("most_components", "8"));
      String drawn = model.describe() + Fixtures.csv(model.sample(500, 1));
      one = one == null ? drawn : one;
      assertThat(drawn).isEqualTo(one);
    }
    assertThat(one).contains("held-out rows", "1: ");
  }

  @Test
  void aLargeTableIsFittedToSomeOfItsRows() {
    Model model = fit(Fixtures.mixed(2_000, 1), quick().set("rows", "700"));
    assertThat(model.describe()).contains("fitted to 700 of 2,000 rows", "full covariance");
    assertThat(fit(Fixtures.mixed(200, 1), quick().set("covariance", "diagonal")).describe())
        .contains("diagonal covariance");
  }

  @Test
  void columnsMayBeMany() {
    Random random = new Random(1);
    Table wide =
        Table.of(
            Stream.iterate(0, i -> i + 1)
                .limit(MixtureSettings.MOST_NUMBERS_IN_FULL + 6)
                .map(
                    i ->
                        Fixtures.numbers(
                            "n" + i, ColumnType.NUMBER, 6, random.doubles(300).toArray()))
                .toList());
    Model model = fit(wide, quick());
    assertThat(model.describe()).contains("diagonal covariance");
    assertThat(model.sample(10, 1).width()).isEqualTo(wide.width());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 40})
  void aFewRowsAreEnough(int rows) {
    for (String components : List.of("auto", "16")) {
      Model model = fit(Fixtures.mixed(rows, 1), quick().set("components", components));
      assertThat(model.sample(200, 1).rows()).isEqualTo(200);
    }
  }

  @Test
  void oneRowIsTooFew() {
    assertThatThrownBy(() -> fit(Fixtures.mixed(1, 1), quick()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("1 rows");
  }

  @Test
  void aTableOfConstantsIsLearntByDecoding() {
    Table table =
        Table.of(
            List.of(
                Fixtures.ids("id", "7", "8", "9"),
                Fixtures.numbers("one", ColumnType.INTEGER, 0, 1, 1, 1)));
    Model model = fit(table, quick());
    Path file = directory.resolve("constants");
    model.save(file);
    Table drawn = Models.load(file).sample(4, 1);
    assertThat(Fixtures.values(drawn, "one")).containsOnly(1);
    assertThat(drawn.rows()).isEqualTo(4);
    assertThat(model.provenance().training().ended()).isEqualTo("nothing to learn");
  }

  @Test
  void aFitEndsWhenItIsToldTo() {
    int[] reports = new int[1];
    FitListener impatient =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {
            reports[0]++;
          }

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    Table table = Fixtures.mixed(500, 1);
    Model model = Synthesizers.byName("gmm").fit(table, FitOptions.defaults(), impatient);
    assertThat(model.provenance().training().ended()).isEqualTo("cancelled");
    assertThat(model.sample(10, 1).rows()).isEqualTo(10);
    assertThat(reports[0]).isPositive();
    Model brief = fit(table, FitOptions.builder().budget(Duration.ofNanos(1)));
    assertThat(brief.provenance().training().ended()).isEqualTo("budget used up");
    assertThat(brief.sample(10, 1).rows()).isEqualTo(10);
  }

  @Test
  void impossibleSettingsAreNamed() {
    for (String[] bad :
        new String[][] {
          {"components", "0"},
          {"components", "many"},
          {"components", "100000"},
          {"covariance", "round"},
          {"smoothing", "0"},
          {"ridge", "-1"},
          {"rows", "1"}
        }) {
      assertThatThrownBy(() -> fit(table(20), quick().set(bad[0], bad[1])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bad[0]);
    }
  }

  @Test
  void everyMissingEntryIsNamed() {
    Map<String, byte[]> entries = Zips.entries(wholeFile);
    for (String name : entries.keySet()) {
      Map<String, byte[]> fewer = new LinkedHashMap<>(entries);
      fewer.remove(name);
      refused(Zips.write(directory.resolve("fewer"), fewer), name);
    }
  }

  private static void refused(Path file, String... words) {
    assertThatThrownBy(() -> Models.load(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(words).allMatch(e.getMessage()::contains));
  }

  private static Path changed(String entry, UnaryOperator<byte[]> change) {
    Map<String, byte[]> entries = Zips.entries(wholeFile);
    assertThat(entries).containsKey(entry);
    entries.computeIfPresent(entry, (name, content) -> change.apply(content));
    return Zips.write(directory.resolve("changed"), entries);
  }

  private static Path tensors(Consumer<Map<String, Safetensors.Tensor>> change) {
    return changed(
        "parameters.safetensors",
        content -> {
          Map<String, Safetensors.Tensor> all = Safetensors.read(content, "p");
          change.accept(all);
          return Safetensors.write(all);
        });
  }

  @Test
  void parametersMustMakeAMixture() {
    String entry = "parameters.safetensors";
    for (String name : List.of("weights", "means", "scales", "probabilities.0")) {
      refused(tensors(all -> all.remove(name)), entry, name);
      refused(tensors(all -> all.get(name).values()[0] = Float.NaN), entry, "finite");
      refused(
          tensors(
              all ->
                  all.computeIfPresent(
                      name,
                      (n, t) ->
                          new Safetensors.Tensor(Shape.of(1, 1, t.shape().size()), t.values()))),
          entry);
      if (!name.equals("means")) {
        refused(tensors(all -> all.get(name).values()[0] = -1), entry, name);
      }
    }
    refused(tensors(Map::clear), entry, "weights");
    refused(tensors(all -> all.get("probabilities.1").values()[0] += 1), entry, "sum 1");
  }

  /** Each member of the JSON replaced by something else, at two depths. */
  @Test
  void damagedJsonIsRefusedInWordsOrStillDraws() throws IOException {
    List<JsonNode> others =
        List.of(
            MAPPER.nullNode(),
            MAPPER.readTree("-1"),
            MAPPER.readTree("1e300"),
            MAPPER.readTree("\"x\""),
            MAPPER.readTree("{}"),
            MAPPER.readTree("[]"),
            MAPPER.readTree("[[9999],[-1],[\"x\"],[null]]"),
            MAPPER.readTree("{\"4\":null}"),
            MAPPER.readTree("{\"x\":1}"));
    JsonNode sound = MAPPER.readTree(Zips.entries(wholeFile).get("mixture.json"));
    for (String path : List.of("fit", "covariance", "silent", "fit/tried", "fit/rows")) {
      for (JsonNode other : others) {
        JsonNode tree = sound.deepCopy();
        ObjectNode parent = (ObjectNode) (path.startsWith("fit/") ? tree.path("fit") : tree);
        parent.set(path.substring(path.indexOf('/') + 1), other);
        Path file = changed("mixture.json", content -> tree.toString().getBytes(UTF_8));
        assertThatCode(
                () -> {
                  try {
                    assertThat(Models.load(file).sample(3, 1).rows()).isEqualTo(3);
                  } catch (ModelFileException e) {
                    assertThat(e).hasMessageContaining(file.toString());
                  }
                })
            .as(path + " = " + other)
            .doesNotThrowAnyException();
      }
    }
    String text = sound.toString().replace("\"full\"", "\"round\"");
    refused(changed("mixture.json", content -> text.getBytes(UTF_8)), "mixture.json", "covariance");
    String diagonal = sound.toString().replace("\"full\"", "\"diagonal\"");
    refused(changed("mixture.json", content -> diagonal.getBytes(UTF_8)), "scales");
    refused(changed("mixture.json", content -> "{}".getBytes(UTF_8)), "mixture.json");
  }
}
