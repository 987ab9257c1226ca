package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableEncoderTest {
  private static final int ROWS = 4000;
  private final Random random = new Random(11);

  private double[] values(java.util.function.DoubleSupplier supplier) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> supplier.getAsDouble());
    return values;
  }

  private TableEncoder encoderOf(Column column, String... options) {
    return Tables.fit(Table.of(List.of(column)), options);
  }

  private String chosen(Column column) {
    return encoderOf(column).encoderOf(0);
  }

  private Column number(java.util.function.DoubleSupplier supplier) {
    return Tables.numbers(ColumnType.NUMBER, 6, values(supplier));
  }

  @Test
  void eachDistributionGetsTheEncoderThatItCallsFor() {
    assertThat(chosen(number(random::nextGaussian))).isEqualTo("quantile");
    assertThat(chosen(number(() -> Math.exp(2 * random.nextGaussian())))).isEqualTo("quantile");
    assertThat(chosen(number(() -> random.nextGaussian() + (random.nextBoolean() ? 8 : 0))))
        .isEqualTo("modes");
    assertThat(chosen(number(() -> random.nextDouble() < 0.7 ? 0 : random.nextDouble())))
        .isEqualTo("mixed");
    assertThat(chosen(Tables.numbers(ColumnType.INTEGER, 0, values(() -> random.nextInt(31)))))
        .isEqualTo("one-hot");
    double[] bell = values(() -> Math.rint(30 + 6 * random.nextGaussian()));
    assertThat(chosen(Tables.numbers(ColumnType.INTEGER, 0, bell))).isIn("one-hot", "quantile");
    double[] wideBell = values(() -> Math.rint(300 + 20 * random.nextGaussian()));
    assertThat(chosen(Tables.numbers(ColumnType.INTEGER, 0, wideBell))).isEqualTo("quantile");
    assertThat(chosen(Tables.numbers(ColumnType.INTEGER, 0, values(() -> 7))))
        .isEqualTo("constant");
    assertThat(chosen(Tables.labels(64, 0, 1, 63))).isEqualTo("one-hot");
    assertThat(chosen(Tables.labels(65, 0, 1, 64))).isEqualTo("compact");
    assertThat(chosen(Tables.labels(1, 0, 0))).isEqualTo("constant");
    assertThat(chosen(Tables.labels(0, -1, -1))).isEqualTo("constant");
  }

  @Test
  void theChoiceCanBeSeenAndChanged() {
    Column normal = number(random::nextGaussian);
    assertThat(encoderOf(normal).describe()).contains("x (number): quantile", "one peak");
    for (String name : List.of("modes", "quantile")) {
      TableEncoder encoder = encoderOf(normal, "x", name);
      assertThat(encoder.encoderOf(0)).isEqualTo(name);
      assertThat(encoder.describe()).contains("as asked");
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> encoderOf(normal, "x", "compact"))
        .withMessageContaining("column 'x'")
        .withMessageContaining("one-hot, quantile, modes, mixed");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> encoderOf(normal, "y", "modes"))
        .withMessageContaining("no column 'y'");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> encoderOf(Tables.labels(3, 0, 1, 2), "c", "modes"))
        .withMessageContaining("one-hot, compact");
  }

  private Table mixedTable() {
    double[] size = values(random::nextGaussian);
    size[3] = Double.NaN;
    double[] gain = values(() -> random.nextDouble() < 0.8 ? 0 : 1 + random.nextInt(9000));
    int[] kinds = random.ints(ROWS, 0, 5).toArray();
    ColumnSchema key =
        ColumnSchema.builder("key", ColumnType.ID).idPattern(IdPattern.sequence(1, 0)).build();
    String[] keys = new String[ROWS];
    Arrays.setAll(keys, i -> String.valueOf(i + 1));
    List<Column> columns = new ArrayList<>();
    columns.add(rename(Tables.numbers(ColumnType.NUMBER, 6, size), "size"));
    columns.add(Tables.labels(5, kinds));
    columns.add(CategoricalColumn.ofIds(key, keys));
    columns.add(rename(Tables.numbers(ColumnType.INTEGER, 0, gain), "gain"));
    return Table.of(columns);
  }

  private static Column rename(Column column, String name) {
    return column.withSchema(column.schema().toBuilder().name(name).header(name).build());
  }

  @Test
  void scalarsComeFirstThenSoftmaxesAndAllRowsAreInRange() {
    Table table = mixedTable();
    TableEncoder encoder = Tables.fit(table);
    Layout layout = encoder.layout();
    assertThat(layout.scalars()).isEqualTo(2);
    assertThat(layout.blocks().get(0).column()).isEqualTo("size");
    assertThat(layout.blocks().get(1).column()).isEqualTo("gain");
    assertThat(layout.blocksOf("key")).isEmpty();
    int at = 0;
    for (Block block : layout.blocks()) {
      assertThat(block.offset()).isEqualTo(at);
      at += block.width();
    }
    assertThat(layout.width()).isEqualTo(at);
    float[] rows = Tables.encode(encoder, table);
    for (int row = 0; row < table.rows(); row++) {
      for (Block block : layout.blocks()) {
        float sum = 0;
        for (int i = 0; i < block.width(); i++) {
          float value = rows[row * at + block.offset() + i];
          sum += value;
          assertThat(
                  block.kind() == Block.Kind.SCALAR
                      ? Math.abs(value) <= 1
                      : value == 0 || value == 1)
              .isTrue();
        }
        assertThat(block.kind() == Block.Kind.SCALAR || sum == 1).isTrue();
      }
    }
  }

  @Test
  void partsOfATableAreEncodedAsTheWhole() {
    Table table = mixedTable();
    TableEncoder encoder = Tables.fit(table);
    int width = encoder.layout().width();
    float[] whole = Tables.encode(encoder, table);
    float[] part = new float[7 + 1500 * width];
    Arrays.fill(part, 9);
    encoder.encode(table, 1000, 2500, part, 7);
    assertThat(Arrays.copyOfRange(part, 7, part.length))
        .isEqualTo(Arrays.copyOfRange(whole, 1000 * width, 2500 * width));
    assertThat(part[6]).isEqualTo(9);
  }

  @Test
  void rowsAreDecodedTheSameHoweverTheyAreSplit() {
    TableEncoder encoder = Tables.fit(mixedTable());
    int width = encoder.layout().width();
    float[] rows = new float[2000 * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    Table whole = encoder.decode(rows, 2000, 500, 4);
    Table tail = encoder.decode(Arrays.copyOfRange(rows, 700 * width, rows.length), 1300, 1200, 4);
    for (int i = 0; i < whole.width(); i++) {
      for (int row = 0; row < 1300; row++) {
        assertThat(cell(tail, i, row)).isEqualTo(cell(whole, i, row + 700));
      }
    }
    assertThat(whole.categorical(2).label(0)).isEqualTo("501");
  }

  private static Object cell(Table table, int column, int row) {
    return table.column(column) instanceof NumericColumn
        ? (Object) table.numeric(column).value(row)
        : table.categorical(column).label(row);
  }

  @Test
  void labelsAreMatchedByTextAndUnknownOnesRefused() {
    TableEncoder encoder = encoderOf(Tables.labels(3, 0, 1, 2));
    ColumnSchema turned =
        ColumnSchema.builder("c", ColumnType.CATEGORY)
            .categories(List.of("label 2", "label 0", "new"))
            .build();
    Table known = Table.of(List.of(CategoricalColumn.of(turned, new int[] {0, 1})));
    Table back = Tables.roundTrip(encoder, known);
    assertThat(back.categorical(0).label(0)).isEqualTo("label 2");
    assertThat(back.categorical(0).label(1)).isEqualTo("label 0");
    Table unknown = Table.of(List.of(CategoricalColumn.of(turned, new int[] {0, 2})));
    encoder.encode(unknown, 0, 1, new float[encoder.layout().width()], 0);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Tables.encode(encoder, unknown))
        .withMessageContaining("'new'");
  }

  @Test
  void missingCellsThatTheFitCouldNotKnowAreRefused() {
    TableEncoder encoder =
        encoderOf(Tables.numbers(ColumnType.NUMBER, 2, values(random::nextDouble)));
    Column broken = Tables.numbers(ColumnType.NUMBER, 2, 0.5, Double.NaN);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Tables.encode(encoder, Table.of(List.of(broken))))
        .withMessageContaining("missing");
  }

  @Test
  void theFittedRowsAreNotInTheJson() {
    double[] secrets = values(() -> 1000 + 8000 * random.nextDouble());
    String json = encoderOf(Tables.numbers(ColumnType.NUMBER, 9, secrets)).toJson();
    long found = Arrays.stream(secrets).filter(v -> json.contains(String.valueOf(v))).count();
    assertThat(found).isLessThanOrEqualTo(EmpiricalCdf.MOST_KNOTS + 2);
  }

  @Test
  void damagedJsonIsRefusedWithItsPlace() {
    String json = Tables.fit(mixedTable()).toJson();
    for (String[] change :
        new String[][] {
          {"\"encoder\":\"mixed\"", "\"encoder\":\"magic\""},
          {"\"encoder\":\"one-hot\"", "\"encoder\":\"id\""},
          {"\"below\":[0,", "\"below\":[-5,"},
          {"\"below\":[0,", "\"below\":[99999999,"},
          {"\"values\":[", "\"values\":[1e999,"},
          {"\"spikes\":[0", "\"spikes\":[\"a\""},
          {"\"missing\":true", "\"missing\":7"},
          {"\"column\":\"size\"", "\"column\":\"sizes\""},
          {"\"encoders\":", "\"encode\":"},
        }) {
      assertThat(json).contains(change[0]);
      assertThatExceptionOfType(DataException.class)
          .as(change[1])
          .isThrownBy(() -> TableEncoder.fromJson(json.replace(change[0], change[1]), "m.zip"))
          .withMessageContaining("m.zip");
    }
    for (int cut = 0; cut < json.length(); cut += 997) {
      String truncated = json.substring(0, cut);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> TableEncoder.fromJson(truncated, "m.zip"));
    }
  }

  @Test
  void rowsDecodedInBatchesAreTheRowsDecodedAtOnce() {
    Table table =
        Table.of(
            List.of(
                number(random::nextGaussian),
                Tables.labels(70, random.ints(ROWS, -1, 70).toArray())));
    TableEncoder encoder = Tables.fit(table);
    int width = encoder.layout().width();
    float[] rows = Tables.encode(encoder, table);
    Table whole = encoder.decode(rows, ROWS, 3, 9);
    RowDecoder decoder = encoder.decoder(ROWS, 3, 9);
    for (int done = 0; done < ROWS; ) {
      int batch = Math.min(ROWS - done, 1 + random.nextInt(1500));
      decoder.add(Arrays.copyOfRange(rows, done * width, (done + batch) * width), batch);
      done += batch;
    }
    Table batches = decoder.table();
    assertThat(batches.numeric(0).values()).isEqualTo(whole.numeric(0).values());
    assertThat(batches.categorical(1).codes()).isEqualTo(whole.categorical(1).codes());
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> decoder.add(rows, 1));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> encoder.decoder(2, 0, 1).table());
  }
}
