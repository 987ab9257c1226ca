package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.simulate.Simulators;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tables that models are compared on: public ones, of which {@code datasets/README.md} says
 * where they are, and a simulated one.
 */
enum BenchmarkTable {
  ADULT(
      "adult.data",
      "income",
      List.of(
          "age",
          "workclass",
          "fnlwgt",
          "education",
          "education-num",
          "marital-status",
          "occupation",
          "relationship",
          "race",
          "sex",
          "capital-gain",
          "capital-loss",
          "hours-per-week",
          "native-country",
          "income"),
      List.of()),
  MAGIC(
      "magic04.data",
      "class",
      List.of(
          "fLength",
          "fWidth",
          "fSize",
          "fConc",
          "fConc1",
          "fAsym",
          "fM3Long",
          "fM3Trans",
          "fAlpha",
          "fDist",
          "class"),
      List.of()),
  BEIJING("beijing_pm25.csv", "pm2.5", List.of(), List.of("No")),
  BRFSS("diabetes_binary_health_indicators_BRFSS2015.csv", "Diabetes_binary", List.of(), List.of()),
  CALIFORNIA("california_housing.csv", "median_house_value", List.of(), List.of()),
  KING("kc_house_data.csv", "price", List.of(), List.of("column_1")),
  NEWS("news_sample.csv", "shares", List.of(), List.of("url")),
  BIKE("bike_hour.csv", "cnt", List.of(), List.of("instant")),
  INSURANCE("insurance.csv", "charges", List.of(), List.of()),
  WEATHER("nyc_weather.csv", "temp", List.of(), List.of()),
  PENGUINS("penguins.csv", "species", List.of(), List.of()),
  BILLS(null, "default", List.of(), List.of()) {
    @Override
    Table read(Path datasets) {
      return Simulators.byName("card-bills").rows(0, SIMULATED_ROWS, 1);
    }
  };

  private static final int SIMULATED_ROWS = 30_000;

  /** Rows of a larger table that are taken, evenly spread. */
  private static final int MOST_ROWS = 50_000;

  private final String file;
  private final String target;
  private final List<String> names;
  private final List<String> leftOut;

  /**
   * @param file null for a simulated table
   * @param names of the columns of a file without a header; none for one with
   * @param leftOut running numbers, which nobody models
   */
  BenchmarkTable(String file, String target, List<String> names, List<String> leftOut) {
    this.file = file;
    this.target = target;
    this.names = names;
    this.leftOut = leftOut;
  }

  String target() {
    return target;
  }

  /** Reads the table; more than 50,000 rows are thinned evenly. */
  Table read(Path datasets) {
    CsvOptions.Builder options = CsvOptions.builder();
    if (!names.isEmpty()) {
      options.header(false).columnNames(names).addMissing("?");
    }
    Table table = CsvReader.read(datasets.resolve(file), options.build());
    int rows = Math.min(MOST_ROWS, table.rows());
    int all = table.rows();
    int[] some = IntStream.range(0, rows).map(i -> (int) ((long) i * all / rows)).toArray();
    return table.select(some).withoutColumns(leftOut);
  }
}
