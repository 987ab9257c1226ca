package io.semblance.data.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  @TempDir Path directory;

  private Table table;

  @BeforeEach
  void read() throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("qty,price,total,start,end,city,country,low pay,high pay,note"));
    String[] cities = {"Ulm", "Bonn", "Rom", "Wien"};
    String[] countries = {"DE", "DE", "IT", "AT"};
    Random random = new Random(1);
    for (int i = 0; i < 600; i++) {
      int qty = 1 + random.nextInt(9);
      int cents = 100 + random.nextInt(5_000);
      int day = random.nextInt(300);
      int city = random.nextInt(4);
      int low = random.nextInt(1_000);
      lines.add(
          qty
              + ","
              + cents / 100.0
              + ","
              + qty * cents / 100.0
              + ","
              + java.time.LocalDate.of(2020, 1, 1).plusDays(day)
              + ","
              + java.time.LocalDate.of(2020, 1, 1).plusDays(day + random.nextInt(90))
              + ","
              + cities[city]
              + ","
              + countries[city]
              + ","
              + (i % 7 == 0 ? "" : low)
              + ","
              + (low + random.nextInt(500))
              + ","
              + random.nextInt(50));
    }
    Path file = directory.resolve("t.csv");
    Files.write(file, lines);
    table = CsvReader.read(file, CsvOptions.builder().build());
  }

  /** Each column shuffled alone: nothing holds any more. */
  private Table shuffled(long seed) {
    Random random = new Random(seed);
    Table out = table;
    for (var column : table.columns()) {
      int[] rows = IntStream.range(0, table.rows()).map(i -> random.nextInt(600)).toArray();
      out = out.with(table.select(rows).column(column.name()));
    }
    return out;
  }

  @Test
  void rulesAreFoundAndHoldInAnyRows() {
    Rules rules = Rules.of(List.of("found"), table);
    assertThat(rules.texts())
        .containsExactlyInAnyOrder(
            "total = qty * price",
            "city determines country",
            "start <= end",
            "\"low pay\" <= \"high pay\"");
    assertThat(rules.broken(table)).containsOnly(0);
    Table wild = shuffled(3);
    assertThat(java.util.Arrays.stream(rules.broken(wild)).min().orElse(0)).isGreaterThan(.03);
    Table rows = rules.applied(wild);
    assertThat(rules.broken(rows)).containsOnly(0);
    // Nothing leaves the bounds of its column, and what no rule names stays.
    for (int c = 0; c < table.width(); c++) {
      if (table.column(c).schema().type().isNumeric()) {
        for (double v : rows.numeric(c).values()) {
          assertThat(Double.isNaN(v) || v >= table.column(c).schema().min()).isTrue();
          assertThat(Double.isNaN(v) || v <= table.column(c).schema().max()).isTrue();
        }
      }
    }
    int note = table.schema().indexOf("note");
    assertThat(rows.numeric(note).values()).isEqualTo(wild.numeric(note).values());
    assertThat(rows.column("low pay").missingCount())
        .isEqualTo(wild.column("low pay").missingCount());
    Rules read = Rules.fromJson(rules.toJson(), table.schema(), "m.json");
    assertThat(read.toJson()).isEqualTo(rules.toJson());
    assertThat(read.broken(read.applied(wild))).containsOnly(0);
  }

  @Test
  void formulasMayStandOnEachOther() {
    Rules rules =
        Rules.of(List.of("price = note + (qty / 4)", "note = -1 * qty + 2*(qty*3)"), table);
    assertThat(rules.texts().get(0)).startsWith("note");
    assertThat(rules.broken(rules.applied(shuffled(4)))).containsOnly(0);
    assertThat(rules.changes()).containsExactly("note", "price", "qty");
  }

  @Test
  void whatIsDeterminedFollowsFromWhatIsComputed() {
    // Notes are computed first, and city follows from them, although it is said first.
    Rules rules = Rules.of(List.of("qty determines city", "qty = note / 6"), table);
    assertThat(rules.broken(rules.applied(shuffled(5)))).containsOnly(0);
  }

  @Test
  void ordersHoldAlsoWhereInputsAreDrawnIn() {
    Rules rules = Rules.of(List.of("total = qty * price", "note <= price"), table);
    assertThat(rules.broken(rules.applied(shuffled(6)))).containsOnly(0);
  }

  /** Quarters beside whole numbers: what changes places stays on the other column's grid. */
  @Test
  void columnsOfOtherDecimalsKeepThem() throws IOException {
    List<String> lines = new ArrayList<>(List.of("whole,quarters"));
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      int low = random.nextInt(50);
      lines.add(low + "," + (low + random.nextInt(40) / 4.0));
    }
    Path file = directory.resolve("q.csv");
    Files.write(file, lines);
    Table known = CsvReader.read(file, CsvOptions.builder().build());
    Rules rules = Rules.of(List.of("found"), known);
    assertThat(rules.texts()).containsExactly("whole <= quarters");
    int[] rows = IntStream.range(0, 300).map(i -> random.nextInt(300)).toArray();
    Table wild = known.with(known.select(rows).column("whole"));
    Table ruled = rules.applied(wild);
    assertThat(rules.broken(wild)[0]).isGreaterThan(.2);
    assertThat(rules.broken(ruled)).containsOnly(0);
    for (double value : ruled.numeric(0).values()) {
      assertThat(value).isEqualTo(Math.rint(value));
    }
  }

  @Test
  void boundsHoldBesideOrdersAndFormulas() {
    Rules rules =
        Rules.of(
            List.of(
                "qty >= 3",
                "note <= 20",
                "\"low pay\" <= \"high pay\"",
                "\"high pay\" <= 700",
                "\"low pay\" >= 100",
                "total = qty * price",
                "total <= 150"),
            table);
    assertThat(rules.broken(rules.applied(shuffled(8)))).containsOnly(0);
    assertThatThrownBy(() -> Rules.of(List.of("qty >= 5", "qty <= 4"), table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("qty");
    assertThatThrownBy(() -> Rules.of(List.of("qty <= note", "note <= 4", "qty >= 6"), table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no number");
    assertThatThrownBy(() -> Rules.of(List.of("qty >= 50"), table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no row of the table");
    assertThatThrownBy(() -> Rules.of(List.of("city determines note", "note <= 4"), table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot follow both");
  }

  /** Three columns of which one is 1, and a rare label that follows from nothing. */
  private Table indicators() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,red,green,blue,rare,group"));
    Random random = new Random(2);
    for (int i = 0; i < 400; i++) {
      int one = random.nextInt(10) / 4;
      lines.add(
          random.nextInt(9)
              + ","
              + (one == 0 ? 1 : 0)
              + ","
              + (one == 1 ? 1 : 0)
              + ","
              + (one == 2 ? 1 : 0)
              + ","
              + (i == 7 ? "yes" : "no")
              + ","
              + (i == 7 ? "g9" : "g" + random.nextInt(8)));
    }
    Path file = directory.resolve("i.csv");
    Files.write(file, lines);
    return CsvReader.read(file, CsvOptions.builder().build());
  }

  @Test
  void oneOfAGroupIsFoundAndHolds() throws IOException {
    Table known = indicators();
    Rules rules = Rules.of(List.of("found"), known);
    // That g9, seen once, goes with the only "yes" is a chance find.
    assertThat(rules.texts()).containsExactly("one of red green blue");
    Random random = new Random(5);
    Table wild = known;
    for (String name : List.of("red", "green", "blue")) {
      int[] rows = IntStream.range(0, 400).map(i -> random.nextInt(400)).toArray();
      wild = wild.with(known.select(rows).column(name));
    }
    assertThat(rules.broken(wild)[0]).isGreaterThan(.3);
    assertThat(rules.broken(rules.applied(wild))).containsOnly(0);
    Rules read = Rules.fromJson(rules.toJson(), known.schema(), "m.json");
    assertThat(read.broken(read.applied(wild))).containsOnly(0);
    assertThatThrownBy(() -> Rules.of(List.of("one of red green x"), known))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("zeros and ones");
    assertThatThrownBy(() -> Rules.of(List.of("one of red green", "x determines red"), known))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot follow both");
  }

  @Test
  void whatIsFoundGivesWayToWhatIsSaid() {
    Rules rules = Rules.of(List.of("found", "total = price * qty", "end <= start"), table);
    assertThat(rules.texts())
        .contains("total = price * qty", "end <= start", "city determines country")
        .doesNotContain("total = qty * price", "start <= end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "total = qty *|missing at the end",
        "total = totl|Did you mean",
        "total = city + qty|holds no numbers",
        "total = total + 1|follows from itself",
        "total = 3|no column is on the right",
        "total = (qty + 1|not closed",
        "total = qty qty|too much",
        "total of qty|neither",
        "start <= qty|to compare",
        "city determines city|determines itself",
        "start >= 2015|no plain number",
        "one of qty price|zeros and ones",
        "combinations of city|two columns at least",
        "combinations of city city|stands twice",
        "combinations of qty price total|nearly the rows themselves",
        "qty matches \\d+|holds no labels",
        "city matches [A-|regular expression",
        "city matches [0-9]+|no label",
        "a-b matches x|there is no column"
      })
  void refusesInWords(String text, String words) {
    assertThatThrownBy(() -> Rules.of(List.of(text), table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(words);
  }

  /** They change nothing: which rows break them is told, also after a way through a file. */
  @Test
  void combinationsAndFormsAreToldFromOthers() {
    Rules rules =
        Rules.of(
            List.of("combinations of city country", "city matches '(Ulm|Bonn|Rom){1,1}'"), table);
    double wien = 0;
    for (int row = 0; row < table.rows(); row++) {
      wien += table.categorical(5).label(row).equals("Wien") ? 1.0 / table.rows() : 0;
    }
    assertThat(rules.changes()).isEmpty();
    Table shuffled = shuffled(4);
    for (Rules read :
        List.of(rules, Rules.fromJson(rules.toJson(), table.schema(), "rules.json"))) {
      assertThat(read.broken(table)[0]).isZero();
      assertThat(read.broken(table)[1]).isCloseTo(wien, within(1e-9));
      int[] breaking = read.breaking(shuffled);
      assertThat(Rules.of(List.of("found"), table).texts()).contains("city determines country");
      for (int row = 0; row < shuffled.rows(); row++) {
        String city = shuffled.categorical(5).label(row);
        String country = shuffled.categorical(6).label(row);
        boolean seen =
            switch (city) {
              case "Ulm", "Bonn" -> country.equals("DE");
              case "Rom" -> country.equals("IT");
              default -> false; // Wien has no such form
            };
        assertThat(Arrays.binarySearch(breaking, row) < 0).as(city + country).isEqualTo(seen);
      }
      assertThat(read.applied(shuffled).column(5)).isSameAs(shuffled.column(5));
    }
    String damaged = rules.toJson().replaceFirst("\\[\\d\\.0,", "[99.0,");
    assertThat(damaged).isNotEqualTo(rules.toJson());
    assertThatThrownBy(() -> Rules.fromJson(damaged, table.schema(), "m.json"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("m.json");
  }

  /** A key is one of the table as a whole: rows that repeat one are counted, none changes. */
  @Test
  void keysAreToldWhenTheyComeAgain() {
    Rules rules = Rules.of(List.of("key of city qty", "key of city"), table);
    assertThat(rules.keys()).containsExactly(List.of("city", "qty"), List.of("city"));
    assertThat(rules.breaking(table)).isEmpty();
    assertThat(rules.applied(table)).isSameAs(table);
    long pairs =
        IntStream.range(0, table.rows())
            .mapToObj(row -> table.categorical(5).label(row) + table.numeric(0).value(row))
            .distinct()
            .count();
    Rules read = Rules.fromJson(rules.toJson(), table.schema(), "rules.json");
    assertThat(read.broken(table)[0]).isCloseTo(1 - (double) pairs / table.rows(), within(1e-9));
    assertThat(read.broken(table)[1]).isCloseTo(1 - 4.0 / table.rows(), within(1e-9));
    assertThat(read.broken(table.slice(0, 1))).containsExactly(0, 0);
  }

  /** A name may have any words, those of rules included. */
  @Test
  void namesMayHaveTheWordsOfRules() throws IOException {
    List<String> lines = new ArrayList<>(List.of("Total Matches Played,one of us,city"));
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      int played = random.nextInt(50);
      lines.add(played + "," + (played + random.nextInt(9)) + "," + (i % 3 == 0 ? "Ulm" : "Bonn"));
    }
    Path file = directory.resolve("named.csv");
    Files.write(file, lines);
    Table named = CsvReader.read(file, CsvOptions.builder().build());
    Rules found = Rules.of(List.of("found"), named);
    assertThat(found.texts()).contains("\"Total Matches Played\" <= \"one of us\"");
    assertThat(Rules.fromJson(found.toJson(), named.schema(), "r.json").texts())
        .isEqualTo(found.texts());
    assertThat(Rules.of(List.of("city MATCHES '.*m'"), named).asAsked(named).rows()).isEqualTo(100);
  }

  @Test
  void rowsOutOfBoundsAreLeftOut() {
    Rules rules = Rules.of(List.of("qty >= 3", "note <= 40", "start <= end"), table);
    Table inside = rules.asAsked(table);
    assertThat(inside.rows()).isBetween(250, 500);
    for (int row = 0; row < inside.rows(); row++) {
      assertThat(inside.numeric(0).value(row)).isGreaterThanOrEqualTo(3);
      assertThat(inside.numeric(9).value(row)).isLessThanOrEqualTo(40);
    }
    assertThat(Rules.of(List.of("start <= end"), table).asAsked(table)).isSameAs(table);
  }

  @Test
  void contradictionsAreNamed() {
    for (List<String> texts :
        List.of(
            List.of("total = qty * price", "total = qty + price"),
            List.of("total = qty * price", "price = total / qty"),
            List.of("total = qty * price", "total <= qty"),
            List.of("qty <= price", "price <= note", "note <= qty"),
            List.of("city determines country", "note determines country"))) {
      assertThatThrownBy(() -> Rules.of(texts, table))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("rule");
    }
    String damaged = Rules.of(List.of("city determines country"), table).toJson();
    assertThatThrownBy(
            () ->
                Rules.fromJson(
                    damaged.replaceFirst("\"images\":\\[\\d", "\"images\":[9"),
                    table.schema(),
                    "m.json"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("m.json");
  }
}
