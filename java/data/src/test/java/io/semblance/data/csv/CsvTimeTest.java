package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTimeTest {
  private static final String CLOCK = "at,n\n08:30,1\n23:59,2\n,3\n00:00,4\n12:05,5\n";

  @Test
  void timesAreFoundAndWrittenBack() {
    Table table = Csv.read(CLOCK);
    ColumnSchema at = table.schema().column("at");
    assertThat(at.type()).isEqualTo(ColumnType.TIME);
    assertThat(at.pattern()).isEqualTo("HH:mm");
    assertThat(at.resolutionMillis()).isEqualTo(60_000);
    assertThat(table.numeric(0).values())
        .containsExactly(8.5 * 3600, 23 * 3600 + 59 * 60, Double.NaN, 0, 12 * 3600 + 5 * 60);
    assertThat(Csv.write(table)).isEqualTo(CLOCK);
    Schema schema = Schema.fromJson(table.schema().toJson(), "s.json");
    Table again = Csv.read(CLOCK, CsvOptions.builder().schema(schema).build());
    assertThat(again.schema()).isEqualTo(table.schema());
    assertThat(Csv.write(again)).isEqualTo(CLOCK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "23:59:59 00:00:00;time",
        "9:05 17:30;time",
        "09:05:01.5 09:05:02.0;time",
        "09:05 nine;category",
        "9:05 09:30;category", // no pattern writes both
        "09:05 24:00;integer", // a duration, in minutes
        "09:05Z 10:05+02:00;datetime",
        "2020-01-01T09:05 2020-01-01T09:06;datetime"
      })
  void onlyWhatCanBeWrittenBackIsATime(String cells, String type) {
    Table table = Csv.read("a\n" + String.join("\n", cells.split(" ")) + "\n");
    assertThat(table.schema().column(0).type().label()).isEqualTo(type);
  }

  @Test
  void theUserHasTheLastWord() {
    CsvOptions dates = CsvOptions.builder().types(Map.of("at", ColumnType.DATETIME)).build();
    assertThat(Csv.write(Csv.read(CLOCK, dates))).isEqualTo(CLOCK);
    CsvOptions times = CsvOptions.builder().types(Map.of("at", ColumnType.TIME)).build();
    assertThat(Csv.read("at,n\n,1\n,2\n", times).schema().column(0).type())
        .isEqualTo(ColumnType.TIME);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Csv.read("at\n08:30\nnoon\n", times))
        .withMessageContaining("line 3")
        .withMessageContaining("HH:mm");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Csv.read("at\n2020-01-01\n", times))
        .withMessageContaining("a time of day was expected, such as 08:30");
  }

  @Test
  void aTimeOutsideOfTheBoundsIsRefused() {
    Schema schema = Schema.fromJson(Csv.read("at\n08:00\n18:00\n").schema().toJson(), "s.json");
    CsvOptions options = CsvOptions.builder().schema(schema).build();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Csv.read("at\n18:01\n", options))
        .withMessageContaining("nothing greater than 18:00");
  }
}
