package io.semblance.quality.validity;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidityTest {

  private static final String REAL =
      "n,x,k,m\n1,0.5,red,1\n2,1.5,blue,\n3,2.5,red,3\n7,1.25,blue,4\n9,2.0,red,5\n";

  private static Table read(String text, Table like) {
    CsvOptions.Builder options = CsvOptions.builder();
    if (like != null) {
      options.schema(like.schema()).lenientCategories(true);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CsvReader.read(new ByteArrayInputStream(bytes), "table", options.build());
  }

  @Test
  void eachWayOfBeingWrongIsCountedOnce() {
    Table real = read(REAL, null);
    Table other =
        read("n,x,k,m\n1,0.5,red,\n2.5,9,green,2\n0,,blue,1\n10,1.5,,5\nten,1,red,4\n", real);
    Validity said = Validity.of(real, other, Map.of("n", 1L));
    assertThat(said.cells()).isEqualTo(20);
    assertThat(said.columns())
        .containsExactly(
            new Validity.Invalid("n", 1, 0, 2, 1, 0),
            new Validity.Invalid("x", 0, 1, 1, 0, 0),
            new Validity.Invalid("k", 0, 1, 0, 0, 1));
    assertThat(said.invalidCells()).isEqualTo(8);
  }

  @Test
  void theRealTableIsValid() {
    Table real = read(REAL, null);
    assertThat(Validity.of(real, real, Map.of()).invalidCells()).isZero();
  }
}
