package io.semblance.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What is asked of {@link SemblanceSource}.
 *
 * @param where null for no condition
 * @param partitions 0 for the parallelism of Spark
 * @param backend null for the best that can run
 */
record RowsOptions(
    Path model, long rows, long firstRow, long seed, int partitions, String where, String backend) {
  static RowsOptions of(CaseInsensitiveStringMap options) {
    String model = options.get("model");
    if (model == null) {
      throw new IllegalArgumentException(
          "option \"model\" is missing: name a model file, .option(\"model\", \"adult.semblance\")");
    }
    RowsOptions read =
        new RowsOptions(
            Path.of(model.startsWith("file:") ? model.replaceFirst("^file:(//)?", "") : model),
            number(options, "rows", -1),
            number(options, "firstRow", 0),
            number(options, "seed", 1),
            (int) Math.min(Integer.MAX_VALUE, number(options, "partitions", 0)),
            options.get("where"),
            options.get("backend"));
    if (read.rows < 0) {
      throw new IllegalArgumentException(
          "option \"rows\" is missing or negative: say how many, .option(\"rows\", 1000000)");
    }
    if (read.firstRow < 0 || read.partitions < 0) {
      throw new IllegalArgumentException("options firstRow and partitions cannot be negative");
    }
    return read;
  }

  private static long number(CaseInsensitiveStringMap options, String name, long otherwise) {
    String text = options.get(name);
    try {
      return text == null ? otherwise : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "option \"" + name + "\" is '" + text + "', but must be a whole number", e);
    }
  }

  RowsTable table() {
    try {
      return new RowsTable(this, Files.readAllBytes(model));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the model file " + model + " cannot be read by the driver: " + e.getMessage(), e);
    }
  }
}
