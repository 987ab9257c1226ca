package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text in, schema, table, text out gives the text, whatever kinds of columns there are. */
class TextFormsTest {
  private static final LocalDate FIRST = LocalDate.of(2019, 1, 7);

  private static LocalDate day(Random random) {
    return FIRST.plusDays(random.nextInt(1500));
  }

  private static LocalDateTime moment(Random random) {
    return day(random).atStartOfDay().plusSeconds(random.nextInt(86_400));
  }

  private static Function<Random, String> date(String pattern, Locale locale) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, locale);
    return random -> format.format(moment(random));
  }

  private static Function<Random, String> number(String format) {
    return random -> String.format(Locale.ROOT, format, random.nextGaussian() * 1000);
  }

  private static String comma(String number) {
    return number.replace(',', '\u0001').replace('.', ',').replace('\u0001', '.');
  }

  /** Every kind of column, by what it is to be read as. */
  private static final Map<String, Function<Random, String>> KINDS = kinds();

  private static Map<String, Function<Random, String>> kinds() {
    Map<String, Function<Random, String>> all = new LinkedHashMap<>();
    all.put("integer whole", random -> Integer.toString(random.nextInt(2000) - 700));
    all.put(
        "integer grouped", random -> String.format(Locale.ROOT, "%,d", random.nextInt(900_000)));
    all.put("number two decimals", number("%.2f"));
    all.put("number comma", random -> comma(number("%.2f").apply(random)));
    all.put("number groups and comma", random -> comma(number("%,.2f").apply(random)));
    all.put("number currency", random -> "$" + number("%,.2f").apply(random).replace("-", ""));
    all.put("number unit behind", random -> comma(number("%.1f").apply(random)) + " kg");
    all.put("number percent", random -> number("%.1f").apply(random) + "%");
    all.put(
        "number brackets",
        random -> {
          String text = number("%.2f").apply(random);
          return text.startsWith("-") ? "(" + text.substring(1) + ")" : text;
        });
    all.put(
        "number exponent",
        random -> String.format(Locale.ROOT, "%.3e", random.nextDouble() * 1e-6));
    all.put("category leading zeros", random -> String.format("%05d", random.nextInt(300)));
    all.put(
        "category words", random -> List.of("red", "green", "b,l\"ue", "").get(random.nextInt(4)));
    all.put("boolean", random -> random.nextBoolean() ? "Yes" : "No");
    all.put("datetime iso", date("uuuu-MM-dd", Locale.ROOT));
    all.put("datetime stamp", date("uuuu-MM-dd HH:mm:ss", Locale.ROOT));
    all.put("datetime T Z", date("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT));
    all.put("datetime zone name", date("uuuu-MM-dd HH:mm:ss' Europe/Berlin'", Locale.ROOT));
    all.put("datetime zone offset", date("uuuu-MM-dd HH:mm:ss'+02'", Locale.ROOT));
    all.put("datetime EST", date("uuuu-MM-dd HH:mm' EST'", Locale.ROOT));
    all.put("datetime day first", date("dd/MM/uuuu", Locale.ROOT));
    all.put("datetime month first", date("M/d/uuuu h:mm a", Locale.ENGLISH));
    all.put("datetime two digits", date("dd.MM.uu", Locale.ROOT));
    all.put("datetime month name", date("MMM dd, uuuu hh:mm a", Locale.ENGLISH));
    all.put(
        "datetime capitals",
        random -> date("dd-MMM-uu", Locale.ENGLISH).apply(random).toUpperCase(Locale.ROOT));
    all.put(
        "datetime small am",
        random -> date("uuuu-MM-dd h:mm a", Locale.ENGLISH).apply(random).toLowerCase(Locale.ROOT));
    all.put("datetime German", date("d. MMMM uuuu", Locale.GERMAN));
    all.put("datetime French", date("d MMMM uuuu", Locale.FRENCH));
    all.put("datetime compact", date("uuuuMMddHHmmss", Locale.ROOT));
    all.put("datetime month", date("uuuu-MM", Locale.ROOT));
    all.put("datetime quarter", date("uuuu-'Q'Q", Locale.ROOT));
    all.put("datetime quarter first", date("'Q'Q uuuu", Locale.ROOT));
    all.put(
        "datetime week",
        random -> {
          LocalDate day = day(random);
          return String.format(
              "%d-W%02d",
              day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        });
    all.put("time", date("HH:mm", Locale.ROOT));
    all.put(
        "integer hours",
        random -> String.format("%d:%02d", random.nextInt(200), random.nextInt(60)));
    all.put(
        "integer long clock",
        random ->
            String.format(
                "%02d:%02d:%02d", random.nextInt(99), random.nextInt(60), random.nextInt(60)));
    all.put(
        "integer days",
        random ->
            String.format(
                "%d days %02d:%02d:%02d",
                random.nextInt(9), random.nextInt(24), random.nextInt(60), random.nextInt(60)));
    all.put("id", random -> String.format("AB-%08d", random.nextInt(100_000_000)));
    return all;
  }

  private static String quoted(String cell) {
    boolean need = cell.chars().anyMatch(c -> ",\"\n".indexOf(c) >= 0);
    return need ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  @Property(tries = 60)
  void anyTableComesBackAsItWas(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>(KINDS.keySet());
    Collections.shuffle(names, random);
    names = names.subList(0, 2 + random.nextInt(8));
    double missing = random.nextInt(3) * .1;
    StringBuilder text = new StringBuilder(String.join(",", names)).append(",last\n");
    for (int row = 0; row < 150; row++) {
      for (String name : names) {
        boolean gone = row > 1 && random.nextDouble() < missing;
        text.append(gone ? "" : quoted(KINDS.get(name).apply(random))).append(',');
      }
      text.append("x\n");
    }
    Table table = Csv.read(text.toString(), CsvOptions.builder().delimiter(',').build());
    for (String name : names) {
      assertThat(name).startsWith(table.schema().column(name).type().label());
    }
    assertThat(Csv.write(table)).isEqualTo(text.toString());
    // The schema alone is enough, also through its file.
    Schema schema = Schema.fromJson(table.schema().toJson(), "schema.json");
    CsvOptions given = CsvOptions.builder().delimiter(',').schema(schema).build();
    assertThat(Csv.write(Csv.read(text.toString(), given))).isEqualTo(text.toString());
  }

  private static Table column(List<String> cells, CsvOptions options) {
    return Csv.read(
        cells.stream().map(c -> quoted(c) + ",x\n").collect(Collectors.joining("", "a,b\n", "")),
        options);
  }

  private static ColumnSchema schema(String... cells) {
    return column(List.of(cells), CsvOptions.builder().delimiter(',').build()).schema().column("a");
  }

  @Test
  void weeksAndQuartersAreMoments() {
    assertThat(schema("2021-W52", "2022-W01", "2022-W10").resolutionMillis())
        .isEqualTo(7 * 86_400_000L);
    assertThat(schema("2021-W52", "2021-W53").type()).isEqualTo(ColumnType.CATEGORY); // no week 53
    assertThat(schema("2021Q1", "2021Q4", "2022Q2").type()).isEqualTo(ColumnType.DATETIME);
    assertThat(schema("2021Q1", "2021Q5").type()).isEqualTo(ColumnType.CATEGORY);
  }

  @Test
  void durationsAreNumbersAndTimesOfDayAreNot() {
    Table hours = column(List.of("7:30", "36:15", "125:07"), CsvOptions.defaults());
    assertThat(((NumericColumn) hours.column("a")).value(1)).isEqualTo(36 * 60 + 15);
    assertThat(schema("07:30", "23:15").type()).isEqualTo(ColumnType.TIME);
    assertThat(schema("07:30:00.5", "-25:15:00.0").type()).isEqualTo(ColumnType.NUMBER);
    assertThat(schema("07:75", "36:15").type()).isEqualTo(ColumnType.CATEGORY);
  }

  @Test
  void offsetsThatFollowAClockAreThoseOfItsZone() {
    List<String> cells = new ArrayList<>();
    Random random = new Random(4);
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
    for (int i = 0; i < 300; i++) {
      cells.add(format.format(moment(random).atZone(ZoneOffset.UTC).withZoneSameInstant(berlin)));
    }
    Table table = column(cells, CsvOptions.defaults());
    ColumnSchema column = table.schema().column("a");
    assertThat(column.pattern()).isEqualTo("(Europe/Berlin)uuuu-MM-dd'T'HH:mm:ssXXX");
    assertThat(Csv.write(table).lines().skip(1).map(l -> l.substring(0, l.indexOf(','))))
        .containsExactlyElementsOf(cells);
    assertThat(column.numeric().text(Instant.parse("2024-07-01T10:00:00Z").toEpochMilli()))
        .isEqualTo("2024-07-01T12:00:00+02:00");
  }

  @Test
  void mixedOffsetsKeepTheirShares() {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      cells.add(
          String.format(
              "2021-03-%02dT10:%02d:00%s", 1 + i % 28, i % 60, i % 4 == 0 ? "+01:00" : "-05:00"));
    }
    ColumnSchema column = column(cells, CsvOptions.defaults()).schema().column("a");
    assertThat(column.pattern()).contains("250:").contains("750:").contains("'-05:00'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.234,5|1234.5", "1.234|1234", "0,5|.5"})
  void theDecimalMarkCanBeSaid(String text, double value) {
    CsvOptions options = CsvOptions.builder().delimiter(';').decimal(',').build();
    Table table = Csv.read("a;b\n" + text + ";x\n7;x\n", options);
    assertThat(((NumericColumn) table.column("a")).value(0)).isEqualTo(value);
    CsvOptions form =
        CsvOptions.builder()
            .delimiter(';')
            .types(Map.of("a", ColumnType.NUMBER))
            .forms(Map.of("a", "1.000,5"))
            .build();
    table = Csv.read("a;b\n" + text + ";x\n7;x\n", form);
    assertThat(((NumericColumn) table.column("a")).value(0)).isEqualTo(value);
  }

  @Test
  void theFormOfDatesAndIdentifiersCanBeSaid() {
    Map<String, ColumnType> types = Map.of("a", ColumnType.DATETIME);
    CsvOptions days = CsvOptions.builder().types(types).forms(Map.of("a", "MM/dd/uuuu")).build();
    assertThat(column(List.of("03/04/2021", "05/06/2021"), days).schema().column("a").pattern())
        .isEqualTo("MM/dd/uuuu");
    assertThatThrownBy(() -> column(List.of("13/04/2021"), days))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("MM/dd/uuuu");
    CsvOptions ids =
        CsvOptions.builder().types(Map.of("a", ColumnType.ID)).forms(Map.of("a", "N-####")).build();
    assertThat(column(List.of("x", "y"), ids).schema().column("a").idPattern().text(3, 1))
        .matches("N-\\d{4}");
    CsvOptions labels =
        CsvOptions.builder()
            .types(Map.of("a", ColumnType.CATEGORY))
            .forms(Map.of("a", "x"))
            .build();
    assertThatThrownBy(() -> column(List.of("x"), labels)).isInstanceOf(DataException.class);
  }
}
