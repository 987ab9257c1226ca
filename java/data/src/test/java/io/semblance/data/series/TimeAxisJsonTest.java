package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.table;
import static io.semblance.data.series.SeriesTables.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import org.junit.jupiter.api.Test;

class TimeAxisJsonTest {
  private static final Table TABLE =
      table(
          "at:datetime clock:time n:integer year:integer month:integer hour:integer x:number",
          "2020-01-01 00:00 1 2020 1 0 0.5",
          "2020-02-03 00:30 2 2020 2 1 1.5");

  @Test
  void comesBackTheSame() {
    for (String time : new String[] {"at", "clock", "n", "x", "year,month,hour", "at,hour"}) {
      TimeAxis axis = TimeAxis.of(TABLE, spec("", time, "", 2));
      TimeAxis back = TimeAxis.fromJson(axis.toJson(), "model");
      assertThat(back).as(time).isEqualTo(axis).hasSameHashCodeAs(axis);
      double[] instants = axis.instants(TABLE);
      assertThat(back.instants(TABLE)).containsExactly(instants);
      for (String name : axis.columns()) {
        assertThat(values(back.columns(instants).get(name)))
            .as(name)
            .containsExactly(values(axis.columns(instants).get(name)));
      }
    }
  }

  @Test
  void columnsThatFollowComeBackToo() {
    TimeAxis axis = TimeAxis.of(TABLE, spec("", "at", "", 2));
    assertThat(axis.following()).containsExactly("year", "month");
    assertThat(TimeAxis.fromJson(axis.toJson(), "model").following())
        .containsExactly("year", "month");
  }

  @Test
  void whatIsDamagedIsRefused() {
    String json = TimeAxis.of(TABLE, spec("", "at", "", 2)).toJson();
    String[][] changes = {
      {"\"zone\":\"Z\"", "\"zone\":\"Mars/Olympus\""},
      {"\"zone\":\"Z\"", "\"zone\":7"},
      {"\"following\":2", "\"following\":3"},
      {"\"following\":2", "\"following\":-1"},
      {"\"following\":2", "\"following\":99999999999"},
      {"\"following\":2", "\"following\":0"},
      {"\"parts\":[\"itself\",", "\"parts\":["},
      {"\"itself\"", "\"year\""},
      {"\"itself\"", "\"date\""},
      {"\"itself\"", "\"itsel\""},
      {"\"month\"]", "\"clock\"]"},
      {"\"month\"]", "[]]"},
      {"\"parts\"", "\"part\""},
      {"\"schema\"", "\"shema\""},
      {"\"type\":\"datetime\"", "\"type\":\"category\""},
      {"\"type\":\"datetime\"", "\"type\":\"time\""},
      {"\"name\":\"month\"", "\"name\":\"year\""},
    };
    for (String[] change : changes) {
      assertThat(json).contains(change[0]);
      String damaged = json.replace(change[0], change[1]);
      assertThatThrownBy(() -> TimeAxis.fromJson(damaged, "model.bin"))
          .as(change[1])
          .isInstanceOf(DataException.class)
          .hasMessageContaining("model.bin");
    }
    for (String text : new String[] {"", "null", "[]", "{}", "{\"schema\":3}", json + "x"}) {
      assertThatThrownBy(() -> TimeAxis.fromJson(text, "model.bin"))
          .as(text)
          .isInstanceOf(DataException.class);
    }
    for (int end = 0; end < json.length(); end++) {
      String cut = json.substring(0, end);
      assertThatThrownBy(() -> TimeAxis.fromJson(cut, "model.bin"))
          .isInstanceOf(DataException.class);
    }
  }
}
