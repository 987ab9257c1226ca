package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.List;

/** Small tables and round trips for the tests of the encoders. */
final class Tables {
  private Tables() {}

  static NumericColumn numbers(ColumnType type, int decimals, double... values) {
    double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    boolean any = present.length > 0;
    return NumericColumn.of(
        ColumnSchema.builder("x", type)
            .range(
                any ? Arrays.stream(present).min().getAsDouble() : Double.NaN,
                any ? Arrays.stream(present).max().getAsDouble() : Double.NaN)
            .decimals(decimals)
            .nullable(present.length < values.length)
            .build(),
        values);
  }

  static CategoricalColumn labels(int count, int... codes) {
    String[] labels = new String[count];
    for (int i = 0; i < count; i++) {
      labels[i] = "label " + i;
    }
    return CategoricalColumn.of(
        ColumnSchema.builder("c", ColumnType.CATEGORY)
            .categories(List.of(labels))
            .nullable(Arrays.stream(codes).anyMatch(c -> c < 0))
            .build(),
        codes);
  }

  static TableEncoder fit(Table table, String... columnAndEncoder) {
    EncoderOptions.Builder options = EncoderOptions.builder();
    for (int i = 0; i < columnAndEncoder.length; i += 2) {
      options.encoder(columnAndEncoder[i], columnAndEncoder[i + 1]);
    }
    TableEncoder encoder = TableEncoder.fit(table, options.build());
    return TableEncoder.fromJson(encoder.toJson(), "model");
  }

  static float[] encode(TableEncoder encoder, Table table) {
    float[] rows = new float[table.rows() * encoder.layout().width()];
    encoder.encode(table, 0, table.rows(), rows, 0);
    return rows;
  }

  static Table roundTrip(TableEncoder encoder, Table table) {
    return encoder.decode(encode(encoder, table), table.rows(), 0, 1);
  }
}
