package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the bytes, reading ends in a table that can be encoded and written, or a DataException.
 */
class HostileInputTest {
  private static void readOrRefuse(byte[] bytes, CsvOptions options) {
    Table table;
    try {
      table = Csv.read(bytes, options);
    } catch (DataException e) {
      assertThat(e.getMessage()).contains("test.csv").hasSizeLessThan(2000);
      return;
    }
    assertThat(table.rows()).isPositive();
    TableEncoder encoder = TableEncoder.fit(table, EncoderOptions.defaults());
    TableEncoder loaded = TableEncoder.fromJson(encoder.toJson(), "model");
    float[] rows = new float[table.rows() * loaded.layout().width()];
    loaded.encode(table, 0, table.rows(), rows, 0);
    Random random = new Random(1);
    Csv.write(loaded.decode(rows, table.rows(), 0, 1));
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    String text = Csv.write(loaded.decode(rows, table.rows(), 0, 1));
    // The text has the delimiter that was found in the first one.
    Schema schema = loaded.schema();
    CsvOptions again = CsvOptions.builder().delimiter(schema.delimiter()).schema(schema).build();
    assertThat(Csv.read(text, again).rows()).isEqualTo(table.rows());
  }

  @Property(tries = 500)
  void anyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    readOrRefuse(bytes, CsvOptions.defaults());
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.of(
        "",
        "1",
        "0",
        "1.0",
        "-5",
        "007",
        "1e3",
        "1e-300",
        "1e308",
        "-1e308",
        "inf",
        "nan",
        "NA",
        "2020-01-01",
        "2020-01-02 03:04:05",
        "13:45",
        "99999999999999999999",
        "x",
        "yes",
        "no",
        "true",
        "\"a,b\"",
        "\"a\nb\"",
        "'",
        ";",
        "|",
        "\t",
        "\u00e9",
        "0.1234567890123456789",
        "20200101",
        "N123AB",
        "1,5",
        "\"\"\"\"",
        "\"",
        "+.5e1",
        "0e99999999999",
        "2020-13-01");
  }

  @Property(tries = 3000)
  void anyTableOfOddCells(
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @Size(min = 1, max = 80) List<@From("cells") String> cells,
      @ForAll boolean header) {
    StringBuilder text = new StringBuilder();
    if (header) {
      text.append("a,b,c,d".substring(0, 2 * width - 1)).append('\n');
    }
    for (int i = 0; i + width <= cells.size(); i += width) {
      text.append(String.join(",", cells.subList(i, i + width))).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    readOrRefuse(bytes, CsvOptions.builder().header(header).build());
  }

  @Property(tries = 1000)
  void anyColumnOfOneKindOfOddCells(
      @ForAll @Size(min = 1, max = 3) List<@From("cells") String> kinds,
      @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 2) Integer> picks) {
    StringBuilder text = new StringBuilder("a,id\n");
    int row = 0;
    for (int pick : picks) {
      text.append(kinds.get(pick % kinds.size())).append(',').append(++row).append('\n');
    }
    readOrRefuse(text.toString().getBytes(StandardCharsets.UTF_8), CsvOptions.defaults());
  }
}
