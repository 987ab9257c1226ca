package io.semblance.quality;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Public tables that are not part of this repository; a test that needs one is skipped without. */
public final class RealTables {

  private RealTables() {}

  private static Path path(String name) {
    String root = System.getProperty("semblance.root", "../..");
    String folder = System.getProperty("semblance.datasets", root + "/../shared/datasets");
    Path file = Path.of(folder, name);
    assumeTrue(
        Files.isReadable(file),
        () -> "skipped: " + file.normalize() + " is not here; set -Dsemblance.datasets=DIR");
    return file;
  }

  /** BRFSS 2015 diabetes health indicators, 253,680 x 22. */
  public static Table brfss() {
    return CsvReader.read(
        path("diabetes_binary_health_indicators_BRFSS2015.csv"), CsvOptions.defaults());
  }

  /** Adult's training part, 32,561 x 15: many labels, missing cells. */
  public static Table adult() {
    String names =
        "age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,"
            + "sex,capital-gain,capital-loss,hours-per-week,native-country,income";
    return CsvReader.read(path("adult.data"), headless(names));
  }

  /** MAGIC gamma telescope, 19,020 x 11: continuous columns and a class. */
  public static Table magic() {
    String names = "fLength,fWidth,fSize,fConc,fConc1,fAsym,fM3Long,fM3Trans,fAlpha,fDist,class";
    return CsvReader.read(path("magic04.data"), headless(names));
  }

  private static CsvOptions headless(String names) {
    return CsvOptions.builder()
        .header(false)
        .columnNames(Arrays.asList(names.split(",")))
        .addMissing("?")
        .build();
  }
}
