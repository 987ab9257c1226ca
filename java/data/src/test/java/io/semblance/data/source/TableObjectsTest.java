package io.semblance.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableObjectsTest {
  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  record Visit(
      int age,
      Double weight,
      Colour colour,
      boolean first,
      LocalDate day,
      LocalTime at,
      OffsetDateTime seen,
      BigDecimal fee,
      UUID id,
      byte small,
      String zip) {}

  record Bare(int age, double weight) {}

  private static List<Visit> visits() {
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      visits.add(
          new Visit(
              20 + i % 30,
              i % 7 == 0 ? null : i / 8.0,
              Colour.values()[i % 3],
              i % 2 == 0,
              LocalDate.of(2024, 1, 1).plusDays(i),
              LocalTime.of(i % 24, 30),
              OffsetDateTime.parse("2024-02-03T04:05:06.007Z").plusHours(i),
              BigDecimal.valueOf(i, 2),
              new UUID(i, -i),
              (byte) (i % 5),
              i % 2 == 0 ? "01234" : "NA"));
    }
    return visits;
  }

  @Test
  void recordsComeBackAsTheyWere() {
    Table table = TableObjects.ofRecords(visits(), Visit.class);
    assertThat(table.schema().column("zip").type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(table.schema().column("id").type()).isEqualTo(ColumnType.ID);
    assertThat(table.schema().column("day").type()).isEqualTo(ColumnType.DATETIME);
    assertThat(table.schema().column("first").type()).isEqualTo(ColumnType.BOOLEAN);
    assertThat(table.column("weight").missingCount()).isEqualTo(9);
    assertThat(TableObjects.toRecords(table, Visit.class)).isEqualTo(visits());
    assertThatThrownBy(() -> TableObjects.toRecords(table, Bare.class))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 1, column 'weight'")
        .hasMessageContaining("Double");
  }

  @Test
  void mapsMayLackKeys() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("n", (long) i % 9);
      if (i % 4 != 0) {
        row.put("t", Instant.ofEpochSecond(i * 60L));
      }
      rows.add(row);
    }
    Table table = TableObjects.ofMaps(rows);
    assertThat(table.column("t").missingCount()).isEqualTo(10);
    Map<String, Object> first = TableObjects.toMaps(table).get(0);
    assertThat(first).containsEntry("n", 0L).containsEntry("t", null);
    assertThat(TableObjects.toMaps(table).get(5)).isEqualTo(rows.get(5));
    rows.get(7).put("n", "seven");
    assertThatThrownBy(() -> TableObjects.ofMaps(rows))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 8, column 'n'");
    assertThatThrownBy(() -> TableObjects.ofMaps(List.of())).hasMessageContaining("no rows");
    assertThatThrownBy(() -> TableObjects.ofMaps(List.of(Map.of("a", List.of(1)))))
        .hasMessageContaining("none of a table");
  }

  @Test
  void columnsOfNumbers() {
    Table table =
        TableObjects.ofColumns(
            List.of("x", "y"), new double[] {1.5, 2, 3}, new double[] {1, Double.NaN, 2});
    assertThat(table.numeric(0).values()).containsExactly(1.5, 2, 3);
    assertThat(table.column(1).isMissing(1)).isTrue();
    assertThatThrownBy(() -> TableObjects.ofColumns(List.of("x"), new double[1], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
