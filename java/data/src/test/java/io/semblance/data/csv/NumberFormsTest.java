package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people write them: read as numbers, written as they were. */
class NumberFormsTest {
  private static final int ROWS = 300;

  private static String swapped(String text) {
    return text.replace('.', '#').replace(',', '.').replace('#', ',');
  }

  private static DoubleFunction<String> format(String pattern) {
    return v -> String.format(Locale.ROOT, pattern, v);
  }

  private static String bracketed(double v, String format) {
    String size = String.format(Locale.ROOT, format, Math.abs(v));
    return v < 0 ? "(" + size + ")" : size;
  }

  static Stream<Arguments> forms() {
    DoubleFunction<String> grouped = format("%,.2f");
    return Stream.of(
        Arguments.of(
            "decimal comma", (DoubleFunction<String>) v -> swapped(format("%.2f").apply(v))),
        Arguments.of("thousands", grouped),
        Arguments.of("thousands of whole numbers", format("%,.0f")),
        Arguments.of(
            "points for thousands", (DoubleFunction<String>) v -> swapped(grouped.apply(v))),
        Arguments.of(
            "blanks for thousands",
            (DoubleFunction<String>) v -> swapped(format("%,.2f").apply(v)).replace('.', ' ')),
        Arguments.of(
            "narrow blanks",
            (DoubleFunction<String>) v -> swapped(format("%,.1f").apply(v)).replace('.', '\u202f')),
        Arguments.of(
            "apostrophes",
            (DoubleFunction<String>) v -> format("%,.2f").apply(v).replace(',', '\'')),
        Arguments.of(
            "dollars",
            (DoubleFunction<String>) v -> (v < 0 ? "-$" : "$") + grouped.apply(Math.abs(v))),
        Arguments.of("sign inside", (DoubleFunction<String>) v -> "$" + grouped.apply(v)),
        Arguments.of("euros", (DoubleFunction<String>) v -> swapped(grouped.apply(v)) + " \u20ac"),
        Arguments.of("code", (DoubleFunction<String>) v -> "EUR " + format("%.2f").apply(v)),
        Arguments.of("brackets", (DoubleFunction<String>) v -> bracketed(v, "%,.2f")),
        Arguments.of("dollars in brackets", (DoubleFunction<String>) v -> bracketed(v, "$%,.2f")),
        Arguments.of(
            "sign behind",
            (DoubleFunction<String>) v -> format("%.2f").apply(Math.abs(v)) + (v < 0 ? "-" : "")),
        Arguments.of(
            "minus sign of typography",
            (DoubleFunction<String>) v -> format("%.2f").apply(v).replace('-', '\u2212')),
        Arguments.of("percent", (DoubleFunction<String>) v -> format("%.1f").apply(v) + "%"),
        Arguments.of("unit", (DoubleFunction<String>) v -> format("%.1f").apply(v) + " kg"),
        Arguments.of("plus", format("%+.1f")),
        Arguments.of(
            "no leading zero",
            (DoubleFunction<String>)
                v -> format("%.5f").apply(v / 1e5).replaceFirst("^(-?)0\\.", "$1.")),
        Arguments.of("scientific", format("%.3E")),
        Arguments.of(
            "scientific, small", (DoubleFunction<String>) v -> format("%.5e").apply(v * 1e-9)),
        Arguments.of("scientific, whole", format("%.0e")));
  }

  private static List<String> cells(DoubleFunction<String> form, long seed) {
    Random random = new Random(seed);
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double size = Math.exp(2 + 4 * random.nextDouble() + 4 * random.nextDouble());
      cells.add(form.apply(random.nextInt(3) == 0 ? -size : size));
    }
    return cells;
  }

  private static String text(List<String> cells) {
    StringBuilder text = new StringBuilder("a\tb\n");
    cells.forEach(cell -> text.append(cell).append("\tx\n"));
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void textInTextOut(String name, DoubleFunction<String> form) {
    String text = text(cells(form, 1));
    Table table = Csv.read(text);
    ColumnSchema column = table.schema().column("a");
    assertThat(column.type())
        .as("%s of %s", column.type(), name)
        .isIn(ColumnType.NUMBER, ColumnType.INTEGER);
    assertThat(Csv.write(table)).isEqualTo(text);
    Schema read = Schema.fromJson(table.schema().toJson(), "schema.json");
    assertThat(read).isEqualTo(table.schema());
    // A later file of the same form is read by the schema of the first.
    String later = text(cells(form, 2));
    CsvOptions lenient =
        CsvOptions.builder().schema(read).lenientCategories(true).delimiter('\t').build();
    assertThat(Csv.read(later, lenient).column("a").missingCount()).isZero();
  }

  @Test
  void valuesAreThoseThatPeopleMean() {
    double[] found =
        ((NumericColumn)
                Csv.read("a;b\n1.234,50 \u20ac;x\n-7,25 \u20ac;y\n0,99 \u20ac;z\n").column("a"))
            .values();
    assertThat(found).containsExactly(1234.5, -7.25, .99);
    double[] units =
        ((NumericColumn) Csv.read("a\tb\n564\tx\n1,982\ty\n(1,091)\tz\n").column("a")).values();
    assertThat(units).containsExactly(564, 1982, -1091);
  }

  @Test
  void zeroMayBeWrittenShorter() {
    String text = "a,b\n0,x\n1.50,y\n-2.25,x\n0,y\n3.00,y\n";
    assertThat(Csv.read(text).schema().column("a").type()).isEqualTo(ColumnType.NUMBER);
    assertThat(Csv.write(Csv.read(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12A 7B 9C", "5 kg;300 g;2 kg", "1.2.3 1.2.4 2.0.0", "192.168.1.1 10.0.0.1 10.0.0.2",
        "+1-555-0100 +1-555-0101 +1-555-0102", "No. 5;No. 6;No. 7", "<5 7 >10", "1,2,3 4,5,6 7,8,9"
      })
  void whatIsNoNumberStaysText(String cells) {
    List<String> all = List.of(cells.split(cells.contains(";") ? ";" : " "));
    assertThat(Csv.read(text(all)).schema().column("a").type()).isEqualTo(ColumnType.CATEGORY);
  }

  @Test
  void numbersThatTextsTellApartAreLabels() {
    StringBuilder text = new StringBuilder("v,n\n");
    for (int i = 0; i < 200; i++) {
      text.append(List.of("10.1", "10.10", "9.3", "11.0").get(i % 4))
          .append(',')
          .append(i % 7)
          .append('\n');
    }
    Table table = Csv.read(text.toString());
    assertThat(table.schema().column("v").categories())
        .containsExactlyInAnyOrder("10.1", "10.10", "9.3", "11.0");
    assertThat(Csv.write(table)).isEqualTo(text.toString());
  }
}
