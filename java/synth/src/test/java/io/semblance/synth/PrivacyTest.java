package io.semblance.synth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file holds no training rows. */
class PrivacyTest {
  @TempDir Path directory;

  @Test
  void noIdentifierAndNoRowOfTheTableIsInAnyEntry() {
    Table table = Fixtures.mixed(400, 6);
    for (boolean perClass : new boolean[] {false, true}) {
      Model model = Fixtures.fit(table, Fixtures.quick().target("city").perClass(perClass));
      Path file = directory.resolve("model");
      model.save(file);
      CategoricalColumn ids = (CategoricalColumn) table.column("id");
      double[] pay = Fixtures.values(table, "pay");
      double[] age = Fixtures.values(table, "age");
      for (Map.Entry<String, byte[]> e : Zips.entries(file).entrySet()) {
        String text = new String(e.getValue(), UTF_8);
        for (int row = 0; row < table.rows(); row++) {
          String[] cells = {
            ids.label(row),
            "," + (long) age[row] + "," + pay[row],
            "," + age[row] + "," + pay[row],
            "," + pay[row] + "," + age[row]
          };
          for (String secret : cells) {
            assertThat(text.contains(secret)).as(e.getKey() + " holds " + secret).isFalse();
          }
        }
      }
      assertThat(Fixtures.csv(model.sample(500, 1)))
          .as("ids are made anew")
          .doesNotContain(ids.label(0), ids.label(200), ids.label(399));
    }
  }

  /**
   * A number that nobody else has: encoders may know quantiles of a column, but of 20,000 rows not
   * each.
   */
  @Test
  void mostNumbersOfALargeColumnAreNotInTheFile() {
    Random random = new Random(3);
    double[] secret = random.doubles(20_000).map(v -> Math.rint(v * 1e9) / 1e6).toArray();
    Table table = Table.of(java.util.List.of(Fixtures.numbers("x", ColumnType.NUMBER, 6, secret)));
    Path file = directory.resolve("model");
    Fixtures.fit(table, Fixtures.quick().epochs(1).set("batch", "500")).save(file);
    StringBuilder all = new StringBuilder();
    Zips.entries(file).values().forEach(v -> all.append(new String(v, UTF_8)));
    int found = 0;
    for (int row = 0; row < 2_000; row++) {
      found += all.indexOf(Double.toString(secret[row])) >= 0 ? 1 : 0;
    }
    assertThat(found).isLessThan(250);
  }
}
