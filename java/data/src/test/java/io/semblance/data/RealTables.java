package io.semblance.data;

import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Public tables that are not part of this repository; a test that needs one is skipped without. */
public final class RealTables {
  private static final String ADULT =
      "age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,sex,"
          + "capital-gain,capital-loss,hours-per-week,native-country,income";

  /** The header that MAGIC's file lacks. */
  public static final String MAGIC =
      "fLength,fWidth,fSize,fConc,fConc1,fAsym,fM3Long,fM3Trans,fAlpha,fDist,class";

  private RealTables() {}

  /** The file of a table, or of something else beside them. */
  public static Path path(String name) {
    String root = System.getProperty("semblance.root", "../..");
    String folder = System.getProperty("semblance.datasets", root + "/../shared/datasets");
    Path file = Path.of(folder, name).normalize();
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> file + " is absent; set -Dsemblance.datasets=FOLDER");
    return file;
  }

  /** BRFSS 2015 diabetes health indicators, 253,680 x 22. */
  public static Table brfss() {
    return read("diabetes_binary_health_indicators_BRFSS2015.csv");
  }

  /** Adult's training part, 32,561 x 15: many labels, missing cells. */
  public static Table adult() {
    return CsvReader.read(path("adult.data"), headless(ADULT));
  }

  /** MAGIC gamma telescope, 19,020 x 11: continuous columns and a class. */
  public static Table magic() {
    return CsvReader.read(path("magic04.data"), headless(MAGIC));
  }

  /** Air in Beijing, 43,824 x 13: a running number, missing cells, a number to predict. */
  public static Table beijing() {
    return read("beijing_pm25.csv");
  }

  /** Weather in New York, 26,115 x 15: a time, a constant, many missing cells. */
  public static Table weather() {
    return read("nyc_weather.csv");
  }

  /** Palmer penguins, 344 x 7: a small table. */
  public static Table penguins() {
    return read("penguins.csv");
  }

  /** House sales in King County, 21,613 x 21: a date, places on a map, prices. */
  public static Table houses() {
    return read("kc_house_data.csv");
  }

  /** A table with a header. */
  public static Table read(String name) {
    return CsvReader.read(path(name), CsvOptions.defaults());
  }

  private static CsvOptions headless(String names) {
    return CsvOptions.builder()
        .header(false)
        .columnNames(Arrays.asList(names.split(",")))
        .addMissing("?")
        .build();
  }
}
