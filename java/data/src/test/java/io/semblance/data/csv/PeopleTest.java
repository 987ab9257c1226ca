package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names, mail, addresses and pages are made up plausibly, for each row of one person. */
class PeopleTest {
  private static final String[] GIVEN =
      ("Maria John Anna Peter Wei Fatima Carlos Yuki Igor Chloe Lars Aisha Daniel Sofia Thomas"
              + " Priya Martin Elena Robert Julia")
          .split(" ");
  private static final String[] SYLLABLES =
      "ber son mann ler ova ski ton ger hoff dez ari sen mar ros kel".split(" ");
  private static final String[] STREETS = {"Street", "Avenue", "Road", "Lane"};

  private final Random random = new Random(5);

  private String family() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Table read(String header, int rows, IntFunction<String> row) {
    StringBuilder text = new StringBuilder(header + "\n");
    for (int i = 0; i < rows; i++) {
      text.append(row.apply(i)).append('\n');
    }
    return Csv.read(text.toString());
  }

  private static List<String> made(ColumnSchema column, int rows) {
    List<String> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      all.add(column.idPattern().text(row, 17, column.name()));
    }
    return all;
  }

  private static Set<String> real(Table table, String column) {
    return new HashSet<>(((CategoricalColumn) table.column(column)).dictionary());
  }

  private Table customers(int rows) {
    return read(
        "first_name,last_name,full_name,email,home,page",
        rows,
        i -> {
          String given = GIVEN[random.nextInt(GIVEN.length)];
          String family = family() + (i % 2 == 0 ? "" : family().toLowerCase(Locale.ROOT));
          String mail = (given + "." + family).toLowerCase(Locale.ROOT);
          return String.join(
              ",",
              given,
              family,
              given + " " + family,
              mail + "@" + (i % 3 == 0 ? "gmail" : "example") + ".com",
              (1 + random.nextInt(300)) + " " + family() + " " + STREETS[i % 4],
              "https://www." + family().toLowerCase(Locale.ROOT) + i % 7 + ".com/people");
        });
  }

  @Test
  void allThatNamesAPersonNamesTheSameOneAndNoRealOne() {
    Table table = customers(1500);
    Schema schema = table.schema();
    for (ColumnSchema column : schema.columns()) {
      assertThat(column.type()).as(column.name()).isEqualTo(ColumnType.ID);
    }
    List<String> given = made(schema.column("first_name"), 3000);
    List<String> family = made(schema.column("last_name"), 3000);
    List<String> names = made(schema.column("full_name"), 3000);
    List<String> mails = made(schema.column("email"), 3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(names.get(i)).isEqualTo(given.get(i) + " " + family.get(i));
      String local = (given.get(i) + "." + family.get(i)).toLowerCase(Locale.ROOT);
      assertThat(mails.get(i)).matches(Pattern.quote(local) + "@(gmail|example)\\.com");
    }
    assertThat(made(schema.column("home"), 300))
        .allMatch(home -> home.matches("\\d{1,3} [A-Z][a-z]+ (Street|Avenue|Road|Lane)"));
    assertThat(made(schema.column("page"), 300))
        .allMatch(page -> page.matches("https://www\\.[a-z]+\\d\\.com/people"));
  }

  @Test
  void noneOfAHundredThousandIsRealOrComesTwice() {
    Table table = customers(1500);
    for (String column : List.of("full_name", "email", "page")) {
      List<String> made = made(table.schema().column(column), 100_000);
      assertThat(new HashSet<>(made)).as(column).hasSameSizeAs(made);
      assertThat(made).as(column).doesNotContainAnyElementsOf(real(table, column));
    }
    assertThat(made(table.schema().column("last_name"), 100_000))
        .doesNotContainAnyElementsOf(real(table, "last_name"));
  }

  /** A table that this library made is real to whoever learns it. */
  @Test
  void peopleThatWereMadeUpHereAreNotMadeAgain() {
    ColumnSchema column = customers(1500).schema().column("full_name");
    List<String> first = made(column, 400);
    Table table = read("name,x", 400, i -> first.get(i) + "," + i % 3);
    List<String> again = made(table.schema().column("name"), 50_000);
    assertThat(again).doesNotContainAnyElementsOf(first).doesNotHaveDuplicates();
  }

  @Test
  void orderTitlesAndCapitalsAreKept() {
    Table turned = read("person;x", 300, i -> family() + ", " + GIVEN[i % 20] + ";" + i % 3);
    assertThat(made(turned.schema().column("person"), 100))
        .allMatch(name -> name.matches("[A-Z][a-z]+, [A-Z][a-z]+"));
    Table titled =
        read(
            "doctor,x",
            300,
            i -> "Dr. " + GIVEN[i % 20] + " " + family().toUpperCase(Locale.ROOT) + "," + i % 3);
    assertThat(made(titled.schema().column("doctor"), 100))
        .allMatch(name -> name.matches("Dr\\. [A-Z][a-z]+ [A-Z]+"));
  }

  @Test
  void codesAreNoWords() {
    Table table =
        read(
            "code,x",
            400,
            i -> {
              StringBuilder code = new StringBuilder();
              for (int k = 0; k < 8; k++) {
                code.append((char) ('A' + random.nextInt(26)));
              }
              return code + "," + i % 3;
            });
    assertThat(table.schema().column("code").idPattern().templates()).containsExactly("@@@@@@@@");
  }

  @Test
  void familyNamesThatComeAgainAreMadeUpToo() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      all.add(family());
    }
    List<String> told = new ArrayList<>();
    StringBuilder text = new StringBuilder("surname,x\n");
    for (int i = 0; i < 1000; i++) {
      text.append(all.get(random.nextInt(700))).append(',').append(i % 3).append('\n');
    }
    Table table = Csv.read(text.toString(), CsvOptions.builder().onWarning(told::add).build());
    ColumnSchema surname = table.schema().column("surname");
    assertThat(surname.type()).isEqualTo(ColumnType.ID);
    assertThat(told).anyMatch(line -> line.contains("names people"));
    assertThat(made(surname, 200_000)).allMatch(name -> name.matches("[A-Z][a-z]+"));
    Schema back = Schema.fromJson(table.schema().toJson(), "schema.json");
    assertThat(made(back.column("surname"), 50)).isEqualTo(made(surname, 50));
  }

  /** Orders name their customers several times. */
  @Test
  void mailAndAddressesThatComeAgainAreMadeUpToo() {
    List<String> mails = new ArrayList<>();
    List<String> streets = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String name = (GIVEN[i % 20] + "." + family()).toLowerCase(Locale.ROOT);
      mails.add(name + "@" + (i % 4 == 0 ? "firma.de" : "mail.com"));
      streets.add((i % 2 == 0 ? "Hauptstr. " : "Kirchgasse ") + (1 + i));
    }
    Table table =
        read(
            "email,street,x",
            900,
            i -> mails.get(random.nextInt(300)) + "," + streets.get(i % 300) + "," + i % 3);
    List<String> made = made(table.schema().column("email"), 4000);
    assertThat(made)
        .allMatch(mail -> mail.matches("[a-z]+\\.[a-z]+@(firma\\.de|mail\\.com)"))
        .doesNotContainAnyElementsOf(real(table, "email"));
    double firm = made.stream().filter(mail -> mail.endsWith("firma.de")).count() / 4000.;
    assertThat(firm).isBetween(.2, .3);
    assertThat(made(table.schema().column("street"), 4000))
        .allMatch(street -> street.matches("[A-Z][a-z]+\\.? \\d{1,3}"))
        .doesNotContainAnyElementsOf(real(table, "street"));
  }

  @Test
  void rareFormsOfNamesDoNotPartAPersonFromItself() {
    Table table =
        read(
            "full_name,first_name,last_name",
            900,
            i -> {
              String given = i % 5 == 0 ? "Marie-Luise" : i % 7 == 0 ? "Karl-Heinz" : GIVEN[i % 20];
              String family = family() + (i % 2 == 0 ? "" : "a");
              return given + " " + family + "," + given + "," + family;
            });
    List<String> whole = made(table.schema().column("full_name"), 500);
    List<String> given = made(table.schema().column("first_name"), 500);
    List<String> family = made(table.schema().column("last_name"), 500);
    for (int i = 0; i < 500; i++) {
      assertThat(whole.get(i)).isEqualTo(given.get(i) + " " + family.get(i));
    }
  }

  @Test
  void areaCodesAreThoseThatThereAre() {
    String[] codes = {"30", "40", "89", "151", "160"};
    Table table =
        read(
            "phone,x",
            500,
            i ->
                "+49 "
                    + codes[i % 5]
                    + " "
                    + (1_000_000 + random.nextInt(8_999_999))
                    + ","
                    + i % 3);
    assertThat(made(table.schema().column("phone"), 2000))
        .allMatch(phone -> phone.matches("\\+49 (30|40|89|151|160) \\d{7}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void givenNamesOfFewAreTakenTogether() {
    List<String> told = new ArrayList<>();
    StringBuilder text = new StringBuilder("first_name,x\n");
    for (int i = 0; i < 500; i++) {
      text.append(i < 3 ? "Zebedee" : i == 9 ? "Cosima" : GIVEN[i % 20]);
      text.append(',').append(i % 3).append('\n');
    }
    Table table = Csv.read(text.toString(), CsvOptions.builder().onWarning(told::add).build());
    ColumnSchema names = table.schema().column("first_name");
    assertThat(names.type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(names.categories()).contains("other", "Maria").doesNotContain("Zebedee", "Cosima");
    assertThat(told).anyMatch(line -> line.contains("2 labels in fewer than 5 cells"));
    assertThat(Csv.write(table)).doesNotContain("Zebedee").contains("other");
    CsvOptions none = CsvOptions.builder().minCategoryCount(1).build();
    assertThat(Csv.read(text.toString(), none).schema().column("first_name").categories())
        .contains("Zebedee");
  }

  @Test
  void rareLabelsAreTakenTogetherOnRequest() {
    StringBuilder text = new StringBuilder("city,x\n");
    for (int i = 0; i < 100; i++) {
      text.append(i < 3 ? "rare" + i : i % 2 == 0 ? "Rome" : "Oslo").append(",1\n");
    }
    CsvOptions options = CsvOptions.builder().minCategoryCount(4).build();
    Table table = Csv.read(text.toString(), options);
    assertThat(table.schema().column("city").categories()).containsExactly("Oslo", "Rome", "other");
    Schema back = Schema.fromJson(table.schema().toJson(), "schema.json");
    Table again = Csv.read(text.toString(), CsvOptions.builder().schema(back).build());
    assertThat(((CategoricalColumn) again.column("city")).label(0)).isEqualTo("other");
  }
}
