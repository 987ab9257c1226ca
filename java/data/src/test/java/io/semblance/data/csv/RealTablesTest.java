package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.RealTables;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The public tables that are not part of this repository; each test is skipped without its file.
 */
class RealTablesTest {
  private static void assertTypes(Table table, ColumnType type, String... names) {
    for (String name : names) {
      assertThat(table.schema().column(name).type()).as(name).isEqualTo(type);
    }
  }

  /** The schema survives JSON, the text survives writing, and the rows survive the encoder. */
  private static TableEncoder assertSound(Table table, String original) {
    Schema schema = table.schema();
    assertThat(Schema.fromJson(schema.toJson(), "schema.json")).isEqualTo(schema);
    if (original != null) {
      assertThat(Csv.write(table).equals(original)).as("written as it was read").isTrue();
    }
    TableEncoder encoder = TableEncoder.fit(table, EncoderOptions.defaults());
    String json = encoder.toJson();
    assertThat(TableEncoder.fromJson(json, "model").toJson()).isEqualTo(json);
    float[] rows = new float[table.rows() * encoder.layout().width()];
    encoder.encode(table, 0, table.rows(), rows, 0);
    for (float value : rows) {
      assertThat(value >= -1 && value <= 1).isTrue();
    }
    Table back = encoder.decode(rows, table.rows(), 0, 1);
    for (int c = 0; c < table.width(); c++) {
      assertSame(table, back, c);
    }
    return encoder;
  }

  private static void assertSame(Table table, Table back, int c) {
    ColumnSchema schema = table.schema().column(c);
    if (schema.type() == ColumnType.ID) {
      assertThat(back.rows()).isEqualTo(table.rows());
    } else if (table.column(c) instanceof CategoricalColumn) {
      assertThat(back.categorical(c).codes())
          .as(schema.name())
          .isEqualTo(table.categorical(c).codes());
    } else {
      double tolerance = 1e-4 * (schema.max() - schema.min());
      NumericColumn before = table.numeric(c);
      for (int row = 0; row < table.rows(); row++) {
        double difference = before.value(row) - back.numeric(c).value(row);
        assertThat(before.isMissing(row) == back.column(c).isMissing(row)).isTrue();
        assertThat(before.isMissing(row) || Math.abs(difference) <= tolerance).isTrue();
      }
    }
  }

  private static String text(String name) throws IOException {
    return Files.readString(RealTables.path(name), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Test
  void healthIndicators() throws IOException {
    String name = "diabetes_binary_health_indicators_BRFSS2015.csv";
    Table table = RealTables.read(name);
    assertThat(table.rows()).isEqualTo(253_680);
    assertThat(table.width()).isEqualTo(22);
    assertThat(table.rows() - table.withoutDuplicateRows().rows()).isEqualTo(24_206);
    assertTypes(table, ColumnType.BOOLEAN, "Diabetes_binary", "Sex", "HighBP");
    assertTypes(table, ColumnType.INTEGER, "BMI", "GenHlth", "MentHlth", "Age", "Income");
    assertThat(table.schema().column("BMI").max()).isEqualTo(98);
    TableEncoder encoder = assertSound(table, text(name));
    assertThat(encoder.encoderOf(table.schema().indexOf("PhysHlth"))).isEqualTo("one-hot");
    assertThat(encoder.encoderOf(table.schema().indexOf("BMI"))).isEqualTo("quantile");
  }

  @Test
  void adult() throws IOException {
    Table table = RealTables.adult();
    assertThat(table.rows()).isEqualTo(32_561);
    assertTypes(table, ColumnType.INTEGER, "age", "fnlwgt", "capital-gain", "hours-per-week");
    assertTypes(table, ColumnType.CATEGORY, "workclass", "native-country", "income");
    assertThat(table.column("occupation").missingCount()).isEqualTo(1843);
    TableEncoder encoder = assertSound(table, null);
    assertThat(encoder.describe()).contains("capital-gain (integer): mixed").contains("99999");
    assertThat(encoder.encoderOf(table.schema().indexOf("hours-per-week"))).isEqualTo("mixed");
  }

  @Test
  void magic() throws IOException {
    Table table = RealTables.magic();
    assertThat(table.rows()).isEqualTo(19_020);
    assertTypes(table, ColumnType.NUMBER, "fLength", "fDist");
    assertTypes(table, ColumnType.CATEGORY, "class");
    assertSound(table, RealTables.MAGIC + "\n" + text("magic04.data"));
  }

  @Test
  void beijing() throws IOException {
    Table table = RealTables.beijing();
    assertThat(table.column("pm2.5").missingCount()).isEqualTo(2067);
    assertTypes(table, ColumnType.ID, "No");
    assertTypes(table, ColumnType.INTEGER, "year", "pm2.5");
    assertTypes(table, ColumnType.NUMBER, "Iws");
    assertSound(table, text("beijing_pm25.csv"));
  }

  @Test
  void weather() {
    Table table = RealTables.weather();
    assertTypes(table, ColumnType.DATETIME, "time_hour");
    assertThat(table.schema().column("time_hour").resolutionMillis()).isEqualTo(3_600_000L);
    long missing = table.columns().stream().mapToLong(c -> c.missingCount()).sum();
    assertThat(missing).isEqualTo(23_974);
    // One cell is written 1e3 and comes back as 1000, so the text is compared by meaning.
    TableEncoder encoder = assertSound(table, null);
    assertThat(encoder.encoderOf(table.schema().indexOf("year"))).isEqualTo("constant");
    Table again = Csv.read(Csv.write(table));
    assertThat(again.numeric(12).values()).isEqualTo(table.numeric(12).values());
    assertThat(again.numeric(9).values()).isEqualTo(table.numeric(9).values());
  }

  @Test
  void planes() throws IOException {
    Table table = RealTables.read("nyc_planes.csv");
    assertTypes(table, ColumnType.ID, "tailnum");
    assertThat(table.column("speed").missingCount()).isGreaterThan(3000);
    TableEncoder encoder = assertSound(table, text("nyc_planes.csv"));
    assertThat(encoder.encoderOf(table.schema().indexOf("model"))).isEqualTo("compact");
  }

  @Test
  void penguins() throws IOException {
    Table table = RealTables.penguins();
    assertThat(table.rows()).isEqualTo(344);
    assertTypes(table, ColumnType.CATEGORY, "species", "sex");
    assertSound(table, text("penguins.csv"));
  }

  @Test
  void houses() throws IOException {
    Table table = RealTables.houses();
    assertTypes(table, ColumnType.ID, "column_1");
    assertTypes(table, ColumnType.DATETIME, "date");
    assertTypes(table, ColumnType.INTEGER, "price", "zipcode", "bedrooms");
    assertTypes(table, ColumnType.NUMBER, "lat", "long", "bathrooms");
    assertTypes(table, ColumnType.BOOLEAN, "waterfront");
    assertSound(table, text("kc_house_data.csv"));
  }

  @Test
  void stocks() throws IOException {
    Table table = RealTables.read("stock_data.csv");
    assertThat(table.schema().names())
        .isEqualTo(List.of("Open", "High", "Low", "Close", "Adj_Close", "Volume"));
    assertSound(table, text("stock_data.csv"));
  }
}
