package io.semblance.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.csv.CsvOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  @Test
  void aTableStandsBehindTheAddressOfADatabase() {
    Place place = Place.of("jdbc:postgresql://host/db?ssl=true#clinic.visits");
    assertThat(place.address()).isEqualTo("jdbc:postgresql://host/db?ssl=true");
    assertThat(place.table()).isEqualTo("clinic.visits");
    assertThat(place).hasToString("jdbc:postgresql://host/db#clinic.visits");
    assertThat(Place.of("a#b.csv").table()).isNull();
    assertThat(Place.of("A.PARQUET").endsWith(".parquet")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?user=u&password=hidden",
        "jdbc:sqlserver://host;user=u;PASSWORD=hidden",
        "jdbc:mysql://u:hidden@host/db",
        "jdbc:mysql://address=(host=h)(password=hidden)/db",
        "jdbc:oracle:thin:scott/hidden@//h/x",
        "jdbc:postgresql://host/db?sslpassword=hidden"
      })
  void passwordsInAddressesAreRefusedAndNotRepeated(String address) {
    assertThatThrownBy(() -> Place.of(address))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("SEMBLANCE_DB_PASSWORD")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
  }

  /** Here, where no jar serves them. */
  @Test
  void whatIsMissingOnTheClassPathIsSaid() {
    assertThatThrownBy(() -> Tables.read(Place.of("x.parquet"), CsvOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("semblance-sources");
    assertThatThrownBy(
            () ->
                Tables.create(
                    Place.of("jdbc:h2:mem#t"), Schema.of(List.of()), SinkOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("databases need");
  }
}
