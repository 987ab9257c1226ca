package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read back, or nothing is written. */
class ReadBackTest {
  private static String written(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, table.schema())) {
      writer.write(table);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void datesWithTheDelimiterInThemAreQuoted() throws IOException {
    String text = "opened,n\n\"Jun 23, 2021 06:43 AM\",8\n\"Sep 27, 2021 09:26 PM\",7\n";
    Table table = Csv.read(text);
    assertThat(table.schema().column("opened").type()).isEqualTo(ColumnType.DATETIME);
    assertThat(written(table)).isEqualTo(text);
  }

  @Test
  void soAreDatesWithTheNameOfTheDay() throws IOException {
    String text = "d,n\n\"Mon, 13 Oct 2014 06:00:00\",8\n\"Tue, 14 Oct 2014 07:30:00\",7\n";
    Table table = Csv.read(text);
    assertThat(table.schema().column("d").type()).isEqualTo(ColumnType.DATETIME);
    assertThat(written(table)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u3000x", "x\u2028", "\u00a0x", " x", "x\t", "\u2003", "a,b", "a\"b"})
  void labelsComeBackWithWhatStandsAtTheirEnds(String label) throws IOException {
    ColumnSchema schema =
        ColumnSchema.builder("c", ColumnType.CATEGORY).categories(List.of(label, "y")).build();
    Table table = Table.of(List.of(CategoricalColumn.of(schema, new int[] {0, 1, 0})));
    CategoricalColumn back = (CategoricalColumn) Csv.read(written(table)).column("c");
    assertThat(back.label(0)).isEqualTo(label);
  }

  @Test
  void whatWouldNotComeBackIsNotWritten() {
    // A column of whole numbers that holds another one.
    ColumnSchema schema =
        ColumnSchema.builder("n", ColumnType.INTEGER).range(0, 9).decimals(0, 1).build();
    Table table = Table.of(List.of(NumericColumn.of(schema, new double[] {1, 12.5})));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (CsvWriter writer = new CsvWriter(out, table.schema())) {
                writer.write(table);
              }
            })
        .isInstanceOf(DataException.class)
        .hasMessageContaining("could not be read back")
        .hasMessageContaining("12.5");
    assertThat(out.size()).isZero();
  }
}
