package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInferenceTest {
  private static ColumnSchema infer(String name, String... cells) {
    return Csv.read(name + ",other\n" + String.join(",x\n", cells) + ",y\n").schema().column(0);
  }

  private static String[] sequence(String format, int from, int count) {
    String[] cells = new String[count];
    for (int i = 0; i < count; i++) {
      cells[i] = String.format(format, from + i);
    }
    return cells;
  }

  @ParameterizedTest
  @CsvSource({
    "0 1,boolean",
    "0.0 1.0,boolean",
    "TRUE FALSE,boolean",
    "yes no,boolean",
    "N Y,boolean",
    "1 2,integer",
    "3.0 4.0 5.0,integer",
    "-3 +5 0,integer",
    "1e3 2e3 5,integer",
    "1.5 2 3,number",
    "1e-3 2 3,number",
    ".5 1. 2,number",
    "1f 2f 3f,category",
    "0x10 0x11 0x12,category",
    "1_000 2_000 3_000,category",
    "red green blue,category",
    "00501 00544 10001,category",
    "12345678901234567890 12345678901234567891 5,category",
    "2020-01-05 2020-02-29 2021-12-31,datetime",
    "2020-02-30 2020-01-01 2020-01-02,category",
    "13/01/2020 02/03/2020,datetime",
    "01/13/2020 02/03/2020,datetime",
    "20141013T000000 20150101T120000,datetime",
    "2013-01-01T06:00:00Z 2013-01-01T07:00:00Z,datetime",
    "2013-01-01T06:00:00+02:00 2013-01-01T06:00:00-05:00,datetime",
    "23:59 00:10,time",
    "2020-01 2020-02,datetime",
  })
  void types(String cells, String type) {
    assertThat(infer("a", cells.split(" ")).type().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2014-10-13;uuuu-MM-dd",
        "2014-10-13 06:30:00;uuuu-MM-dd HH:mm:ss",
        "2014-10-13T06:30:00Z;uuuu-MM-dd'T'HH:mm:ss'Z'",
        "20141013T063000;uuuuMMdd'T'HHmmss",
        "13/10/2014;dd/MM/uuuu",
        "10/13/2014;MM/dd/uuuu",
        "3.9.2014;d.M.uuuu",
        "2014-10-13 06:30:00.123;uuuu-MM-dd HH:mm:ss.SSS",
        "1/13/2014 6:30 PM;M/d/uuuu h:mm a",
        "13 Oct 2014;d MMM uuuu",
        "13/10/85;dd/MM/uu",
        "10/13/14;MM/dd/uu",
        "13-Oct-14;dd-MMM-uu",
        "Oct 13 2014;MMM d uuuu",
        "2014-10-13 06:00:00 UTC;uuuu-MM-dd HH:mm:ss' UTC'"
      })
  void patterns(String cell, String pattern) {
    ColumnSchema schema = infer("when", cell);
    assertThat(schema.type()).isEqualTo(ColumnType.DATETIME);
    assertThat(schema.pattern()).isEqualTo(pattern);
  }

  @Test
  void aDayIsWrittenSoThatItIsReadAsTheSameDay() {
    ColumnSchema mixed = infer("a", "13/04/2020", "04/13/2020", "04/14/2020", "28/02/2020");
    long day = 86_400_000;
    for (int i = 0; i < 400; i++) {
      double when = LocalDate.of(2020, 1, 1).plusDays(i).toEpochDay() * (double) day;
      assertThat(mixed.numeric().reader().read(mixed.numeric().text(when))).isEqualTo(when);
    }
  }

  @Test
  void yearsOfTwoDigitsAreOfALife() {
    ColumnSchema born = infer("born", "13/10/85", "01/02/03", "28/02/39");
    assertThat(born.numeric().text(born.min())).isEqualTo("13/10/85");
    assertThat(born.numeric().text(born.max())).isEqualTo("28/02/39");
    assertThat(born.min()).isEqualTo(LocalDate.of(1985, 10, 13).toEpochDay() * 86_400_000.);
  }

  @Test
  void severalPatternsInOneColumnAreAllKept() {
    ColumnSchema mixed = infer("a", "2020-01-05", "05.01.2020", "2020-01-07");
    assertThat(mixed.type()).isEqualTo(ColumnType.DATETIME);
    assertThat(mixed.pattern()).isEqualTo("667:uuuu-MM-dd || 333:dd.MM.uuuu");
    assertThat(mixed.numeric().reader().read("05.01.2020"))
        .isEqualTo(mixed.numeric().reader().read("2020-01-05"));
  }

  @Test
  void boundsDecimalsAndResolution() {
    ColumnSchema number = infer("a", "1.50", "-2", "3.125");
    assertThat(number.min()).isEqualTo(-2);
    assertThat(number.max()).isEqualTo(3.125);
    assertThat(number.minDecimals()).isZero();
    assertThat(number.decimals()).isEqualTo(3);
    ColumnSchema hours =
        infer("t", "2020-01-01T06:00:00Z", "2020-01-01T12:00:00Z", "2020-01-02T00:00:00Z");
    assertThat(hours.resolutionMillis()).isEqualTo(6 * 3_600_000L);
    assertThat(infer("a", "0.1", "8.055460000000001").decimals()).isEqualTo(ColumnSchema.SHORTEST);
    ColumnSchema exponents = infer("a", "1e3", "998.5");
    assertThat(exponents.numeric().text(998.5)).isEqualTo("998.5");
    assertThat(exponents.max()).isEqualTo(1000);
    assertThat(infer("a", "1.0", "2.0", "7.0").minDecimals()).isEqualTo(1);
  }

  @Test
  void labelsAreInOrderOfValueOrText() {
    CsvOptions category =
        CsvOptions.builder().types(java.util.Map.of("a", ColumnType.CATEGORY)).build();
    assertThat(Csv.read("a\n10\n9\n100\n", category).schema().column(0).categories())
        .containsExactly("9", "10", "100");
    assertThat(infer("a", "pear", "apple", "fig").categories())
        .containsExactly("apple", "fig", "pear");
  }

  @Test
  void runningNumbersAreIdentifiersOnlyUnderATellingName() {
    String[] running = sequence("%d", 1, 30);
    assertThat(infer("No", running).type()).isEqualTo(ColumnType.ID);
    assertThat(infer("", running).type()).isEqualTo(ColumnType.ID);
    assertThat(infer("customer_id", running).type()).isEqualTo(ColumnType.ID);
    assertThat(infer("hour_of_run", running).type()).isEqualTo(ColumnType.INTEGER);
    assertThat(infer("id", "5", "5", "6", "6", "5").type()).isEqualTo(ColumnType.INTEGER);
    assertThat(infer("No", running).idPattern().text(99, 1)).isEqualTo("130");
  }

  @Test
  void uniqueWordsAreIdentifiersOverEnoughRows() {
    assertThat(infer("a", sequence("N%dUA", 100, 40)).type()).isEqualTo(ColumnType.ID);
    assertThat(infer("a", sequence("N%dUA", 100, 10)).type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(infer("a", sequence("123456789012345%03d", 100, 40)).type())
        .isEqualTo(ColumnType.ID);
  }

  @Test
  void aFewDayNumbersAreDatesOnlyUnderATellingName() {
    assertThat(infer("date", "20200105", "20200106").type()).isEqualTo(ColumnType.DATETIME);
    assertThat(infer("price", "20200105", "20200106").type()).isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void nothingButMissingIsACategoryWithoutLabels() {
    ColumnSchema schema = infer("a", "NA", "NA");
    assertThat(schema.type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(schema.nullable()).isTrue();
    assertThat(schema.categories()).isEmpty();
    assertThat(schema.missingText()).isEqualTo("NA");
  }

  @Test
  void severalTextsForMissingCellsAreKeptApart() {
    ColumnSchema labels = infer("a", "NA", "", "x", "NA", "y");
    assertThat(labels.missingText()).isEmpty();
    assertThat(labels.categories()).containsExactly("NA", "x", "y");
    ColumnSchema numbers = infer("a", "NA", "", "1", "NA", "2.5");
    assertThat(numbers.type()).isEqualTo(ColumnType.NUMBER);
    assertThat(numbers.missingTexts()).containsEntry("NA", 2 / 3.).containsEntry("", 1 / 3.);
    String text = "a,b\nNA,1\n\"\",2\n1,3\nNA,4\n2.5,5\n";
    assertThat(Csv.write(Csv.read(text))).isEqualTo(text.replace("\"\"", ""));
  }
}
