package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeKindTest {
  private static final TimeKind MINUTES = new TimeKind(DateTimeText.of("HH:mm"), 0, 86_340, 60_000);

  @Test
  void everySecondOfTheDayComesBack() {
    TimeKind kind = new TimeKind(DateTimeText.of("HH:mm:ss"), 0, 86_399, 1000);
    CellReader reader = kind.reader();
    for (int second = 0; second < 86_400; second++) {
      String text = kind.text(second);
      assertThat(LocalTime.parse(text).toSecondOfDay()).isEqualTo(second);
      assertThat(reader.read(text)).isEqualTo(second);
      assertThat(kind.grid().nearest(second)).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @CsvSource({"HH:mm,08:30,30600", "h:mm a,11:05 PM,83100", "H:mm:ss.SSS,7:00:01.250,25201.25"})
  void followsItsPattern(String pattern, String text, double seconds) {
    TimeKind kind = MINUTES.withPattern(DateTimeText.of(pattern), 1);
    assertThat(kind.reader().read(text)).isEqualTo(seconds);
    StringBuilder printed = new StringBuilder();
    kind.print(seconds, printed);
    assertThat(printed).hasToString(text);
    assertThat(kind.reader().read("noon")).isNaN();
  }

  @Test
  void everyNumberHasATimeThatIsAllowed() {
    TimeKind open = TimeKind.unknown().withPattern(DateTimeText.of("HH:mm"), 60_000);
    TimeKind hours = MINUTES.withRange(8 * 3600, 20 * 3600);
    for (double value : new double[] {-1e9, -1, 0, 29.9, 43_211, 86_399.9, 86_400, 1e9}) {
      assertThat(open.grid().nearest(value)).isBetween(0.0, 86_340.0);
      assertThat(open.grid().nearest(value) % 60).isZero();
      assertThat(hours.grid().nearest(value)).isBetween(8 * 3600.0, 20 * 3600.0);
    }
  }

  @Test
  void hasTheBoundsOfADay() {
    assertThat(MINUTES.withRange(0, 86_400).max()).isEqualTo(86_400);
    assertThatIllegalArgumentException().isThrownBy(() -> MINUTES.withRange(-1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> MINUTES.withRange(0, 86_401));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uuuu-MM-dd", "uuuu-MM-dd HH:mm", "HH:mmXXX", "E HH:mm"})
  void hasNoDateAndNoZone(String pattern) {
    DateTimeText format = DateTimeText.of(pattern);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MINUTES.withPattern(format, 1))
        .withMessageContaining(pattern);
  }

  @Test
  void axesAreLabelledAsClocks() {
    assertThat(MINUTES.labels(0, 86_340, String::valueOf).apply(30_600)).isEqualTo("08:30");
    assertThat(MINUTES.labels(0, 86_340, String::valueOf).apply(-1800)).isEqualTo("23:30");
    assertThat(MINUTES.labels(0, 86_400, String::valueOf).apply(86_400)).isEqualTo("24:00");
    assertThat(MINUTES.labels(0, 59, String::valueOf).apply(7)).isEqualTo("00:00:07");
  }

  @Test
  void aSchemaFileTellsItInWordsOfTheColumn() {
    ColumnSchema column = ColumnSchema.builder("at", ColumnType.TIME).kind(MINUTES).build();
    Schema schema = Schema.of(List.of(column));
    assertThat(MINUTES.facts())
        .isEqualTo(
            Map.of(
                "min", "00:00", "max", "23:59", "pattern", "HH:mm", "resolutionMillis", 60_000L));
    assertThat(Schema.fromJson(schema.toJson(), "s.json")).isEqualTo(schema);
    Schema open = Schema.of(List.of(column.toBuilder().range(0, 86_400).build()));
    assertThat(Schema.fromJson(open.toJson(), "s.json")).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "'pattern':'uuuu'#not of a time of day",
        "'pattern':'HH:mm','min':'8 am'#follow the pattern",
        "'pattern':'HH:mm','max':90000#0 to 86400",
      })
  void aWrongSchemaFileIsNamed(String facts, String what) {
    String json = "{'columns':[{'name':'at','type':'time'," + facts + "}]}";
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Schema.fromJson(json.replace('\'', '"'), "s.json"))
        .withMessageStartingWith("s.json, column 'at'")
        .withMessageContaining(what);
  }
}
