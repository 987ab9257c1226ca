package io.semblance.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.infer.TypedTable;
import io.semblance.data.infer.TypingOptions;
import io.semblance.data.simulate.Simulators;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.flow.TableOutput;
import io.semblance.quality.Fidelity;
import io.semblance.quality.FidelityScores;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.profile.ProfileJson;
import io.semblance.quality.profile.ProfileOptions;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process, with two threads. */
class SparkTest {
  private static final long ROWS = 20_000;

  @TempDir static Path directory;
  private static SparkSession spark;
  private static Model model;
  private static Path file;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "3")
            .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
            .getOrCreate();
    Table table = Simulators.byName("health-indicators").rows(0, 3_000, 1);
    model = Synthesizers.byName("cart").fit(table, FitOptions.defaults(), FitListener.silent());
    file = directory.resolve("m.semblance");
    model.save(file);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> rows(String... options) {
    var reader = spark.read().format("semblance").option("model", file.toString());
    for (int i = 0; i < options.length; i += 2) {
      reader = reader.option(options[i], options[i + 1]);
    }
    return reader.load();
  }

  private static List<String> words(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).toList();
  }

  /** The rows of 'semblance sample', as Spark would say them. */
  private static List<String> words(Table table) {
    List<String> out = new ArrayList<>();
    List<TableVector> vectors = table.columns().stream().map(TableVector::new).toList();
    for (int row = 0; row < table.rows(); row++) {
      StringBuilder words = new StringBuilder("[");
      for (TableVector vector : vectors) {
        words.append(words.length() == 1 ? "" : ",");
        words.append(
            vector.isNullAt(row)
                ? "null"
                : switch (vector.dataType().typeName()) {
                  case "long" -> String.valueOf(vector.getLong(row));
                  case "double" -> String.valueOf(vector.getDouble(row));
                  default -> vector.getUTF8String(row).toString();
                });
      }
      out.add(words.append(']').toString());
    }
    return out;
  }

  @Test
  void anyNumberOfPartitionsGivesTheRowsOfOneMachine() {
    List<String> expected = words(model.sample(SampleOptions.builder().rows(ROWS).seed(7).build()));
    for (String partitions : List.of("1", "2", "4")) {
      Dataset<Row> rows = rows("rows", "" + ROWS, "seed", "7", "partitions", partitions);
      assertThat(rows.rdd().getNumPartitions()).isEqualTo(Integer.parseInt(partitions));
      assertThat(words(rows)).isEqualTo(expected);
    }
    Dataset<Row> later = rows("rows", "5000", "firstRow", "9000", "seed", "7", "partitions", "3");
    assertThat(words(later)).isEqualTo(expected.subList(9_000, 14_000));
    assertThat(rows("rows", "0").count()).isZero();
  }

  @Test
  void columnsConditionsAndSql() {
    Dataset<Row> rows = rows("rows", "8000", "where", "BMI between 30 and 40");
    assertThat(rows.count()).isEqualTo(8_000);
    rows.createOrReplaceTempView("t");
    Row found = spark.sql("select min(BMI), max(BMI), count(distinct Age) from t").first();
    assertThat(found.getAs(0).toString()).startsWith("30");
    assertThat(found.getAs(1).toString()).startsWith("40");
    assertThatThrownBy(() -> rows("rows", "5", "where", "BMI between 3 and 4"))
        .hasMessageContaining("BMI");
    assertThatThrownBy(() -> rows("seed", "5")).hasMessageContaining("\"rows\" is missing");
    assertThatThrownBy(() -> rows("rows", "many")).hasMessageContaining("whole number");
    assertThatThrownBy(() -> spark.read().format("semblance").option("rows", 3).load())
        .hasMessageContaining("\"model\" is missing");
  }

  /** What Spark reads of our Parquet is what our own reader makes of its dataset. */
  @Test
  void typesGoBothWays() throws Exception {
    Dataset<Row> made =
        spark.sql(
            "select cast(id as int) i, cast(id * 0.25 as decimal(10,2)) d, id % 2 = 0 b,"
                + " date_add(date'2020-01-01', cast(id % 90 as int)) day,"
                + " timestamp'2020-01-01 00:00:00Z' + make_interval(0,0,0,0,0,id) t,"
                + " timestamp_ntz'2020-01-01 00:00:00' + make_interval(0,0,0,0,id) n,"
                + " case when id % 3 = 0 then null else concat('x', id % 5) end s,"
                + " cast(id % 7 as float) f, cast(id % 100 as smallint) si, id / 7 x,"
                + " array(id) left_out from range(600)");
    Table table = SparkTables.sample(made, 1_000, 1);
    assertThat(table.schema().columns().stream().map(c -> c.name() + " " + c.stored()))
        .containsExactly(
            "i int32",
            "d decimal(10,2)",
            "b boolean",
            "day date",
            "t instant(6)",
            "n timestamp(6)",
            "s string",
            "f float",
            "si int16",
            "x double");
    assertThat(table.rows()).isEqualTo(600);
    Model copy =
        Synthesizers.byName("copula").fit(table, FitOptions.defaults(), FitListener.silent());
    Path saved = directory.resolve("types.semblance");
    copy.save(saved);
    Dataset<Row> drawn =
        spark
            .read()
            .format("semblance")
            .option("model", saved.toString())
            .option("rows", 50)
            .load();
    assertThat(drawn.schema().toDDL())
        .isEqualTo(made.drop("left_out").schema().toDDL().replace(" NOT NULL", ""));
    drawn.write().parquet(directory.resolve("p.parquet").toString());
    Dataset<Row> again = spark.read().parquet(directory.resolve("p.parquet").toString());
    assertThat(words(again)).isEqualTo(words(drawn));
    assertThat(again.filter("s is null").count()).isPositive();
  }

  @Test
  void samplesAreUniformAndExact() {
    Dataset<Row> numbers = spark.range(0, 40_000, 1, 5).toDF("n").selectExpr("n % 1000 n", "n id2");
    Table sample = SparkTables.sample(numbers, 8_000, 3);
    assertThat(sample.rows()).isEqualTo(8_000);
    double[] ids = sample.numeric(0).values();
    double mean = java.util.Arrays.stream(ids).average().orElse(0);
    assertThat(mean).isBetween(485.0, 514.0);
    assertThat(SparkTables.sample(numbers, 8_000, 3).numeric(0).values()).isEqualTo(ids);
    assertThat(SparkTables.sample(numbers, 8_000, 4).numeric(0).values()).isNotEqualTo(ids);
  }

  @Test
  void oneModelForEachGroup() {
    Dataset<Row> rows =
        spark
            .range(3_000)
            .selectExpr("concat('g', id % 3) g", "id % 3 * 100 + id % 50 v", "id % 7 w");
    Map<String, Model> models =
        SparkTables.fitGroups(
            rows, "g", "copula", group -> FitOptions.builder().seed(group.hashCode()).build());
    assertThat(models).containsOnlyKeys("g0", "g1", "g2");
    Table drawn = models.get("g2").sample(500, 1);
    assertThat(drawn.schema().names()).containsExactly("v", "w");
    assertThat(java.util.Arrays.stream(drawn.numeric(0).values()).boxed())
        .allMatch(v -> v >= 200 && v < 250);
  }

  @Test
  void textFilesAreThoseOfSample() throws Exception {
    Path csv = directory.resolve("one.csv");
    try (TableOutput output =
        TableOutput.to(
            Place.of(csv.toString()),
            model.schema(),
            CsvLayout.of(',', true),
            SinkOptions.defaults())) {
      output.write(model, SampleOptions.builder().rows(6_000).seed(1).build(), part -> {});
      output.commit();
    }
    // Whole numbers are written 3.0 there, as in the table that was learnt.
    String[] casts =
        java.util.Arrays.stream(rows("rows", "1").schema().fields())
            .map(f -> "cast(" + f.name() + " as " + f.dataType().sql() + ") " + f.name())
            .toArray(String[]::new);
    Dataset<Row> text =
        spark
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(csv.toString())
            .selectExpr(casts);
    assertThat(words(rows("rows", "6000"))).isEqualTo(words(text));
    assertThat(Files.readString(csv, StandardCharsets.UTF_8).lines()).hasSize(6_001);
  }

  /** Dates, labels, missing cells: the page's numbers, key by key. */
  @Test
  void profilesAreThoseOfOneMachine() {
    Dataset<Row> made =
        spark
            .range(0, 50_000, 1, 4)
            .selectExpr(
                "id % 1000 / 8.0 x",
                "case when id % 7 = 0 then null else concat('w', id % 40) end s",
                "date_add(date'2020-01-01', cast(id % 900 as int)) day",
                "id % 2 = 0 b",
                "cast(id * 37 % 5000 as int) i");
    Table table = SparkTables.sample(made, 100_000, 1);
    ProfileOptions options = ProfileOptions.titled("t");
    assertThat(figures(SparkProfile.of(made, options)))
        .isEqualTo(figures(Profile.of(table, options)));
    assertThat(ProfileJson.write(SparkProfile.of(made.repartition(1), options)))
        .contains("\"rows\" : 50000");
  }

  /** Shape, trend and correlations of rows that stay in their partitions. */
  @Test
  void fidelityIsThatOfOneMachine() {
    Dataset<Row> drawn = rows("rows", "" + ROWS, "partitions", "3");
    Dataset<Row> real =
        rows("rows", "9000", "seed", "5", "partitions", "4")
            .selectExpr("*", "case when BMI > 30 then 'high' when BMI > 20 then 'low' end level");
    Dataset<Row> other = drawn.selectExpr("concat('l', 'ow') level", "*");
    Table realTable = SparkTables.sample(real, 100_000, 1);
    TypingOptions typing =
        TypingOptions.builder().schema(realTable.schema()).lenientCategories(true).build();
    List<String> names = realTable.schema().names();
    Table otherTable =
        TypedTable.of(
            new DatasetRows(other.selectExpr(names.toArray(String[]::new)).schema())
                .raw(other.selectExpr(names.toArray(String[]::new)).toLocalIterator()),
            typing,
            null);
    FidelityScores local = Fidelity.score(realTable, otherTable);
    FidelityScores spread = SparkFidelity.score(real, other);
    assertThat(spread.shapeColumns()).containsOnlyKeys(local.shapeColumns().keySet());
    spread
        .shapeColumns()
        .forEach((k, v) -> assertThat(v).isEqualTo(local.shapeColumns().get(k), within(1e-9)));
    spread
        .trendPairs()
        .forEach((k, v) -> assertThat(v).isEqualTo(local.trendPairs().get(k), within(1e-9)));
    assertThat(spread.trendPairs()).hasSameSizeAs(local.trendPairs());
    assertThat(spread.ownEdgesMean()).isEqualTo(local.ownEdgesMean(), within(1e-9));
    assertThat(spread.meanAbsDeltaPearson()).isEqualTo(local.meanAbsDeltaPearson(), within(1e-9));
    assertThat(spread.shapeColumns().get("level")).isLessThan(.9);
    assertThatThrownBy(() -> SparkFidelity.score(real, drawn)).hasMessageContaining("level");
  }

  /** A profile as text, its figures without the last digits: sums of sums are rounded otherwise. */
  private static String figures(Profile profile) {
    return Pattern.compile("-?\\d+\\.\\d{6,}(E-?\\d+)?|-?\\d\\.\\d+E-\\d+|(?<=: )-?0(?=,)")
        .matcher(ProfileJson.write(profile))
        .replaceAll(
            m -> {
              double value = Double.parseDouble(m.group());
              return Math.abs(value) < 1e-12
                  ? "nought"
                  : new BigDecimal(value).round(new MathContext(9)).toString();
            });
  }
}
