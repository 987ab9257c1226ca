package io.semblance.quality.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.quality.features.RandomRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final int ROWS = 600;

  /**
   * Parcels: they arrive after they are sent, a city has one country, a width comes with a depth.
   */
  private static final Table REAL = parcels(1, 0);

  private static Table parcels(long seed, double careless) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("sent,arrived,city,country,width,depth,copy,year\n");
    for (int row = 0; row < ROWS; row++) {
      boolean wrong = random.nextDouble() < careless;
      int sent = random.nextInt(100);
      int arrived = wrong ? sent - 1 : sent + random.nextInt(20);
      int city = random.nextInt(6);
      boolean flat = random.nextInt(4) == 0;
      csv.append(sent).append(',').append(arrived).append(",city").append(city);
      csv.append(",country").append((wrong ? city + 1 : city) % 3).append(',');
      csv.append(flat ? "" : 1 + random.nextInt(40)).append(',');
      csv.append(flat != wrong ? "" : 1 + random.nextInt(40)).append(',').append(sent);
      csv.append(',').append(1990 + random.nextInt(30)).append('\n');
    }
    return CsvReader.read(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        "parcels",
        CsvOptions.defaults());
  }

  private static Table shuffled(Table table) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < table.width(); i++) {
      columns.add(table.column(i).select(RandomRows.permutation(table.rows(), i)));
    }
    return Table.of(columns);
  }

  @Test
  void rulesThatShuffledColumnsBreakAreFoundAndNoOthers() {
    List<Rule> rules = Rules.of(REAL, shuffled(REAL), REAL, null);
    // Not: that everything is less than the year, which any rows would keep.
    assertThat(rules.stream().map(Rule::words))
        .containsExactlyInAnyOrder(
            "sent \u2264 arrived",
            "copy \u2264 arrived",
            "sent = copy",
            "city determines country",
            "width and depth are missing together");
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.broken()).isZero();
              assertThat(rule.floor()).isGreaterThan(.2);
              assertThat(rule.natural()).isNaN();
            });
  }

  @Test
  void rowsThatBreakThemAreCounted() {
    Table other = parcels(2, .3);
    List<Rule> rules = Rules.of(REAL, shuffled(REAL), other, parcels(3, 0));
    for (Rule rule : rules) {
      assertThat(rule.natural()).isZero();
      double expected = rule.kind() == Rule.Kind.EQUAL ? 0 : .3;
      // Three standard errors of a share of .3 among 600 rows.
      assertThat(rule.broken()).as(rule.words()).isCloseTo(expected, within(.057));
    }
    assertThat(rules).isSortedAccordingTo((a, b) -> Double.compare(b.broken(), a.broken()));
  }

  @Test
  void oneExceptionInAThousandHidesNoRule() {
    StringBuilder csv = new StringBuilder("low,high,kind,group\n");
    Random random = new Random(5);
    for (int row = 0; row < 3_000; row++) {
      int low = random.nextInt(90);
      int kind = random.nextInt(6);
      csv.append(low).append(',').append(row == 7 ? low - 1 : low + 1 + random.nextInt(9));
      csv.append(",k").append(kind).append(",g").append((row == 9 ? kind + 1 : kind) % 3);
      csv.append('\n');
    }
    Table real =
        CsvReader.read(
            new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
            "exceptions",
            CsvOptions.defaults());
    List<Rule> rules = Rules.of(real, shuffled(real), real, null);
    assertThat(rules.stream().map(Rule::words))
        .containsExactlyInAnyOrder("low \u2264 high", "kind determines group");
    assertThat(rules)
        .allSatisfy(rule -> assertThat(rule.real()).isCloseTo(1 / 3_000.0, within(1e-12)));
  }

  @Test
  void tooFewRowsShowNoRule() {
    assertThat(Rules.of(REAL.slice(0, 50), shuffled(REAL), REAL, null)).isEmpty();
  }
}
