package io.semblance.spark;

import io.semblance.data.DataException;
import io.semblance.data.StoredType;
import io.semblance.data.infer.RawColumn;
import io.semblance.data.infer.RawTable;
import io.semblance.data.infer.StoredColumn;
import io.semblance.data.infer.StoredText;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows of Spark on their way to a table. */
final class DatasetRows {
  private final List<StoredColumn> columns = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();

  /**
   * Takes the columns that hold numbers, words or dates.
   *
   * @throws DataException when there are none
   */
  DatasetRows(StructType schema) {
    StructField[] fields = schema.fields();
    for (int i = 0; i < fields.length; i++) {
      StoredType type = SparkTypes.of(fields[i].dataType());
      if (type != null) {
        columns.add(new StoredColumn(fields[i].name(), type));
        positions.add(i);
      }
    }
    if (columns.isEmpty()) {
      throw DataException.builder("none of the dataset's columns holds numbers, words or dates")
          .remedy("give a dataset with such columns")
          .build();
    }
  }

  /** The rows as read. */
  RawTable raw(Iterator<Row> rows) {
    List<RawColumn> raw = new ArrayList<>();
    columns.forEach(column -> raw.add(new RawColumn()));
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < raw.size(); i++) {
        Object cell = row.get(positions.get(i));
        if (cell == null) {
          raw.get(i).addMissing();
        } else {
          raw.get(i).add(text(cell));
        }
      }
    }
    return new RawTable("the dataset", columns, raw);
  }

  private static String text(Object cell) {
    if (cell instanceof Date date) {
      return StoredText.ofDate(date.toLocalDate().toEpochDay());
    }
    if (cell instanceof Timestamp moment) {
      return StoredText.ofMoment(moment.getTime(), true);
    }
    return StoredText.of(cell);
  }
}
