package io.semblance.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Rows of a model as a dataset.
 *
 * <pre>{@code
 * Dataset<Row> rows =
 *     spark.read().format("semblance")
 *         .option("model", "adult.semblance")
 *         .option("rows", 1_000_000)
 *         .load();
 * }</pre>
 *
 * <p>Options: {@code model}, a file that the driver can read, and {@code rows} must be given;
 * {@code seed} is 1, {@code firstRow} 0, {@code partitions} the parallelism of Spark; {@code where}
 * is a condition ({@code "age > 60"}), {@code backend} the name of one that all executors have. Row
 * n of a seed is the same with any number of partitions and executors, and that of {@code semblance
 * sample}.
 */
public final class SemblanceSource implements TableProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "semblance";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return RowsOptions.of(options).table().struct();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return RowsOptions.of(new CaseInsensitiveStringMap(properties)).table();
  }
}
