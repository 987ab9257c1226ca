package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSpecTest {
  private static final Schema SCHEMA =
      table(
              "id:category kind:category year:integer month:integer when:datetime clock:time"
                  + " x:number",
              "a k 2020 1 2020-01-01 10:00 0.5",
              "b k 2020 2 2020-02-01 11:00 1.5")
          .schema();

  @Test
  void defaultsAndCopies() {
    SeriesSpec none = SeriesSpec.builder().build();
    assertThat(none.sequenceBy()).isEmpty();
    assertThat(none.time()).isEmpty();
    assertThat(none.statics()).isEmpty();
    assertThat(none.length()).isZero();
    assertThat(none.stride()).isEqualTo(1);
    SeriesSpec spec = spec("id", "when", "kind", 24).toBuilder().stride(3).build();
    assertThat(spec.toBuilder().build()).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(spec.toBuilder().stride(4).build()).isNotEqualTo(spec);
    assertThat(spec.toBuilder().statics(List.of()).build()).isNotEqualTo(spec);
  }

  @Test
  void whatFitsPasses() {
    for (SeriesSpec spec :
        List.of(
            spec("id", "when", "kind", 0),
            spec("", "", "", 24),
            spec("id,kind", "clock", "", 0),
            spec("year,month", "year,month,clock", "", 0),
            spec("", "when,clock", "", 2),
            spec("id", "x", "", 0))) {
      assertThatCode(() -> spec.check(SCHEMA)).as(spec.toString()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idd | when | '' | 0 | there is no column 'idd'. Did you mean 'id'?",
        "id | wen | '' | 0 | Did you mean 'when'?",
        "id | when | nokind | 0 | there is no column 'nokind'",
        "id | when | when | 0 | 'when': it is named as a column of the time and as a static column",
        "id | when | id | 0 | 'id': it is named as a column of the sequence and as a static column",
        "id,id | when | '' | 0 | 'id': it is named twice as a column of the sequence",
        "id | year,year | '' | 0 | 'year': it is named twice as a column of the time",
        "year,month | year,month | '' | 0 | every moment would be a sequence of its own",
        "year | id | '' | 0 | 'id': it is of type category, which has no order in time. If it holds"
            + " moments, read it as such: --type id=datetime",
        "'' | when | '' | 0 | the whole table would be the only sequence",
        "id | month,clock | '' | 0 | 'month': it is a month without a year",
        "id | when,year | '' | 0 | 'year': it tells the year, which when tells already",
        "id | year,x | '' | 0 | 'x': it is one of several columns of the time, but no known part",
        "id | year,kind | '' | 0 | --type kind=integer",
        "x | when | '' | 0 | 'x': its numbers cannot tell sequences apart"
      })
  void whatDoesNotFitIsRefused(
      String sequenceBy, String time, String statics, int length, String message) {
    SeriesSpec spec = spec(sequenceBy, time, statics, length);
    assertThatThrownBy(() -> spec.check(SCHEMA))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void lengthsAndStridesHaveBounds() {
    SeriesSpec.Builder builder = SeriesSpec.builder();
    assertThatThrownBy(() -> builder.length(-1)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> builder.length(1)).hasMessageContaining("needs 2 or more");
    assertThatThrownBy(() -> builder.stride(0)).hasMessageContaining("needs 1 or more");
  }
}
