package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What names rows is found by what it is like, and by its name. */
class KeyInferenceTest {
  private final Random random = new Random(11);

  private static ColumnSchema column(String name, int rows, IntFunction<String> cell) {
    StringBuilder text = new StringBuilder(name + ",other\n");
    for (int i = 0; i < rows; i++) {
      text.append(cell.apply(i)).append(',').append(i % 3).append('\n');
    }
    return Csv.read(text.toString()).schema().column(name);
  }

  private String digits(int count) {
    StringBuilder text = new StringBuilder().append(1 + random.nextInt(9));
    for (int i = 1; i < count; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  @Test
  void uniqueNumbersUnderATellingNameAreKeysWhateverTheyAreLike() {
    assertThat(column("PERSONID", 200, i -> digits(8)).type()).isEqualTo(ColumnType.ID);
    assertThat(column("patnum", 200, i -> Integer.toString(300_000 + 7 * i + i % 3)).type())
        .isEqualTo(ColumnType.ID);
  }

  @Test
  void drawnNumbersAreKeysAndMeasuresAreNot() {
    assertThat(column("a", 300, i -> digits(9)).type()).isEqualTo(ColumnType.ID);
    // Incomes: unique here, but spread like incomes, and rounded.
    assertThat(
            column(
                    "a",
                    300,
                    i ->
                        Long.toString(
                            1_000_000 + Math.round(Math.exp(12 + 1.5 * random.nextGaussian()))))
                .type())
        .isEqualTo(ColumnType.INTEGER);
    assertThat(column("a", 300, i -> Integer.toString(1_000_000 + 1000 * i * (i % 7 + 1))).type())
        .isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void countingNumbersAreKeysOverEnoughRows() {
    assertThat(column("a", 100, i -> Integer.toString(i + 1)).type()).isEqualTo(ColumnType.ID);
    assertThat(column("a", 30, i -> Integer.toString(i + 1)).type()).isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void placeholdersHideNothingAndComeBack() {
    Table table;
    List<String> real = new ArrayList<>();
    StringBuilder text = new StringBuilder("tag,other\n");
    for (int i = 0; i < 1_000; i++) {
      String tag = i % 3 == 0 ? "unknown" : "T-" + digits(6);
      real.add(tag);
      text.append(tag).append(',').append(i % 5).append('\n');
    }
    table = Csv.read(text.toString());
    ColumnSchema tag = table.schema().column("tag");
    assertThat(tag.type()).isEqualTo(ColumnType.ID);
    int unknown = 0;
    for (int row = 0; row < 3_000; row++) {
      String made = tag.idPattern().text(row, 7);
      unknown += made.equals("unknown") ? 1 : 0;
      assertThat(made).matches("unknown|T-\\d{6}");
      assertThat(made.equals("unknown") || !real.contains(made)).isTrue();
    }
    assertThat(unknown / 3_000.).isBetween(.3, .37);
  }

  @Test
  void aPersonWhoCameThreeTimesIsNoPlaceholder() {
    String thrice = "T-" + digits(6);
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      cells.add(i % 100 == 7 ? thrice : "T-" + digits(6));
    }
    ColumnSchema tag = column("tag", 250, cells::get);
    assertThat(tag.type()).isEqualTo(ColumnType.ID);
    for (int row = 0; row < 5_000; row++) {
      assertThat(tag.idPattern().text(row, 3)).isNotEqualTo(thrice);
    }
  }

  @Test
  void numbersOfPeopleInOtherFormsAreKeysToo() {
    assertThat(column("phone", 200, i -> "+49151" + digits(8)).type()).isEqualTo(ColumnType.ID);
    assertThat(column("sin", 200, i -> digits(3) + " " + digits(3) + " " + digits(3)).type())
        .isEqualTo(ColumnType.ID);
    assertThat(
            column("population", 200, i -> Integer.toString(10_000 + 83 * i + i * i % 59)).type())
        .isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void whatIsTakenForAnIdentifierIsTold() {
    List<String> told = new ArrayList<>();
    StringBuilder text = new StringBuilder("ssn,other\n");
    for (int i = 0; i < 50; i++) {
      text.append(digits(9)).append(",1\n");
    }
    Csv.read(text.toString(), CsvOptions.builder().onWarning(told::add).build());
    assertThat(told).singleElement().asString().contains("'ssn'", "--type 'ssn=integer'");
  }

  @Test
  void numbersBesideAWordAndMomentsAreNoKeys() {
    assertThat(column("num", 400, i -> i % 9 == 0 ? "n/a" : random.nextGaussian() + "").type())
        .isEqualTo(ColumnType.CATEGORY);
    assertThat(column("p", 400, i -> i % 3 == 0 ? "-" : random.nextInt(999) / 10. + "%").type())
        .isEqualTo(ColumnType.CATEGORY);
    assertThat(
            column("ts", 400, i -> Integer.toString(1_600_000_000 + random.nextInt(50_000_000)))
                .type())
        .isEqualTo(ColumnType.INTEGER);
  }
}
