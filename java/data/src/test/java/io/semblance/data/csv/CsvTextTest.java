package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvTextTest {
  /** Every kind of column, with gaps, quotes and letters of one to four bytes. */
  private final Table table =
      Csv.read(
          "kind,\"a,b\",when,flag,size,key\n"
              + "\u00fcber,1.50,2020-01-31,yes,3,Q1\n"
              + "\"x;y\",-0.25,2019-12-01,no,,Q2\n"
              + "\ud83d\ude00,,,yes,5,Q3\n"
              + "\"say \"\"no\"\"\",0.00,2020-02-29,,70,Q4\n");

  private static String text(CsvText text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      text.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(text.size()).isEqualTo(out.size());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void partsOfTextMakeTheFileThatTheWriterMakes() throws IOException {
    for (char delimiter : new char[] {',', ';', '\t', '\u00a7'}) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      try (CsvWriter writer = new CsvWriter(whole, table.schema(), delimiter, true)) {
        writer.write(table);
      }
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      try (CsvWriter writer = new CsvWriter(parts, table.schema(), delimiter, true)) {
        CsvText last = writer.newText();
        last.append(table, 3, 4);
        CsvText first = writer.newText();
        first.append(table.slice(0, 1));
        first.append(table.slice(1, 2));
        writer.write(first);
        writer.write(table.slice(2, 3));
        writer.write(last);
      }
      assertThat(parts.toString(StandardCharsets.UTF_8))
          .isEqualTo(whole.toString(StandardCharsets.UTF_8));
      CsvOptions options = CsvOptions.builder().delimiter(delimiter).schema(table.schema()).build();
      Table again = Csv.read(whole.toByteArray(), options);
      assertThat(Csv.write(again.withDelimiter(','))).isEqualTo(Csv.write(table));
    }
  }

  @Test
  void aClearedTextIsEmptyAndCanBeUsedAgain() {
    CsvText text = new CsvText(table.schema(), ',');
    text.append(table);
    String once = text(text);
    text.append(table);
    assertThat(text(text)).isEqualTo(once + once);
    text.clear();
    assertThat(text.size()).isZero();
    text.append(table);
    assertThat(text(text)).isEqualTo(once);
  }

  @Test
  void labelsOfAnotherDictionaryAreNotMixedUp() {
    Table one = Csv.read("id\nQ-1\nQ-2\nQ-3\n");
    Table other = Csv.read("id\nX-9\nX-8\nX-7\n");
    CsvText text = new CsvText(one.schema(), ',');
    text.append(one);
    text.append(other);
    text.append(one, 1, 2);
    assertThat(text(text)).isEqualTo("Q-1\nQ-2\nQ-3\nX-9\nX-8\nX-7\nQ-2\n");
  }

  /** A line end that is no LF alone is read as it was written, too, because it is quoted. */
  @Property(tries = 300)
  void commonsCsvReadsWhatWeQuote(@ForAll String cell) throws IOException {
    Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(cell)); // no half surrogate pair
    ColumnSchema first = ColumnSchema.builder("x", ColumnType.INTEGER).header(cell).build();
    ColumnSchema second = ColumnSchema.builder("y", ColumnType.INTEGER).build();
    CsvText text = new CsvText(Schema.of(List.of(first, second)), ',');
    text.appendHeader();
    try (CSVParser parser = CSVFormat.DEFAULT.parse(new StringReader(text(text)))) {
      List<CSVRecord> lines = parser.getRecords();
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0).toList()).containsExactly(cell, "y");
    }
  }

  @Test
  void numbersAreWrittenAtTheEdgesOfTheirRange() {
    ByteText text = new ByteText();
    long[] edges = {0, 9, 10, 99, 100, -1, -10, Long.MAX_VALUE, -Long.MAX_VALUE, 999_999_999_999L};
    StringBuilder expected = new StringBuilder();
    for (long edge : edges) {
      text.append(edge);
      text.append(' ');
      expected.append(edge).append(' ');
    }
    text.append(42, 5);
    text.append(' ');
    text.append(-12345, 2);
    assertThat(text.toString()).isEqualTo(expected + "0.00042 -123.45");
  }

  /** Remembered texts of lattices and dates, and of numbers that never repeat. */
  @Test
  void repeatedAndFreshNumbersAreWrittenAlike() {
    Random random = new Random(3);
    int rows = 20_000;
    double[] lattice = random.ints(rows, 0, 40).asDoubleStream().map(v -> v / 4).toArray();
    double[] days = random.ints(rows, 0, 4000).mapToDouble(d -> d * 86_400_000.0).toArray();
    double[] fresh = random.doubles(rows).map(v -> v * 1e6).toArray();
    Arrays.setAll(fresh, i -> i < rows / 2 ? fresh[i] : lattice[i]); // gives up, and may again
    ColumnSchema date =
        ColumnSchema.builder("d", ColumnType.DATETIME)
            .pattern("uuuu-MM-dd", 86_400_000L)
            .range(0, 1e15)
            .build();
    Table numbers =
        Table.of(
            List.of(
                NumericColumn.of(
                    ColumnSchema.builder("l", ColumnType.NUMBER).decimals(2).build(), lattice),
                NumericColumn.of(date, days),
                NumericColumn.of(
                    ColumnSchema.builder("f", ColumnType.NUMBER)
                        .decimals(0, ColumnSchema.SHORTEST)
                        .build(),
                    fresh)));
    CsvText text = new CsvText(numbers.schema(), ',');
    text.append(numbers);
    List<String> lines = text(text).lines().toList();
    assertThat(lines).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      String[] cells = lines.get(i).split(",");
      assertThat(cells[0]).isEqualTo(BigDecimal.valueOf(lattice[i]).setScale(2).toPlainString());
      assertThat(cells[1])
          .isEqualTo(LocalDate.ofEpochDay((long) (days[i] / 86_400_000)).toString());
      assertThat(Double.parseDouble(cells[2])).isEqualTo(fresh[i]);
    }
  }

  @Test
  void manyRowsGrowTheTextWithoutLoss() {
    Table sines = Simulators.byName("sines").rows(0, 20_000, 1);
    CsvText text = new CsvText(sines.schema(), ',');
    text.append(sines);
    assertThat(text(text).lines().count()).isEqualTo(20_000);
    CsvText slices = new CsvText(sines.schema(), ',');
    for (int row = 0; row < 20_000; row += 7) {
      slices.append(sines, row, Math.min(20_000, row + 7));
    }
    assertThat(Arrays.hashCode(text(slices).toCharArray()))
        .isEqualTo(Arrays.hashCode(text(text).toCharArray()));
  }

  @Test
  void impossibleDelimitersAreRefused() {
    for (char wrong : new char[] {'"', '\n', '\r'}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CsvText(table.schema(), wrong));
    }
  }
}
