package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class IdPatternTest {
  private static void assertUnique(IdPattern pattern, int rows, long seed) {
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < rows; row++) {
      assertThat(seen.add(pattern.text(row, seed))).as("row %d of %s", row, pattern).isTrue();
    }
  }

  @Example
  void runningNumbersRunOn() {
    IdPattern plain = IdPattern.learn(List.of("5", "6", "7"));
    assertThat(plain.text(0, 1)).isEqualTo("8");
    assertThat(plain.text(1_000_000, 9)).isEqualTo("1000008");
    IdPattern padded = IdPattern.learn(List.of("0009", "0010", "0011"));
    assertThat(padded.text(0, 1)).isEqualTo("0012");
    assertThat(padded.text(99_999, 1)).isEqualTo("100011");
  }

  @Example
  void tailNumbersLookLikeTailNumbers() {
    List<String> real = new ArrayList<>();
    for (int i = 100; i < 400; i++) {
      real.add("N" + i + (i % 3 == 0 ? "UA" : "MQ"));
    }
    IdPattern pattern = IdPattern.learn(real);
    for (int row = 0; row < 500; row++) {
      assertThat(pattern.text(row, 3)).matches("N\\d{3}[A-Z]{2}");
    }
    assertUnique(pattern, 100_000, 3);
  }

  @Example
  void mixturesKeepTheirShares() {
    List<String> real = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      real.add("A-" + (1000 + i * 7));
    }
    for (int i = 0; i < 100; i++) {
      real.add("bx" + (char) ('a' + i % 26) + (char) ('a' + i / 26));
    }
    IdPattern pattern = IdPattern.learn(real);
    int first = 0;
    for (int row = 0; row < 1000; row++) {
      first += pattern.text(row, 5).startsWith("A-") ? 1 : 0;
    }
    assertThat(first).isBetween(880, 920);
    assertUnique(pattern, 200_000, 5);
  }

  @Example
  void randomIdentifiersStayHexadecimal() {
    Random random = new Random(1);
    List<String> real = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      real.add(new UUID(random.nextLong(), random.nextLong()).toString());
    }
    IdPattern pattern = IdPattern.learn(real);
    assertThat(pattern.text(123_456, 2)).matches("[0-9a-f]{8}-[0-9a-f]{4}-.*");
    assertUnique(pattern, 20_000, 2);
  }

  @Example
  void aRareShapeDoesNotGiveItsOnlyMemberAway() {
    List<String> real = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      real.add("X" + (10_000 + 37 * i));
    }
    real.add("secret 42");
    assertThat(IdPattern.learn(real).templates())
        .noneMatch(t -> t.contains("s") || t.contains("42"));
  }

  @Example
  void aDifferentSeedGivesDifferentIdentifiers() {
    IdPattern pattern = IdPattern.ofTemplates(List.of("@@####"), List.of(1));
    int same = 0;
    for (int row = 0; row < 100; row++) {
      same += pattern.text(row, 1).equals(pattern.text(row, 2)) ? 1 : 0;
    }
    assertThat(same).isLessThan(5);
    assertThat(pattern.text(7, 1)).isEqualTo(pattern.text(7, 1));
  }

  @Property(tries = 200)
  void anyIdentifiersGiveUniqueOnesEvenBeyondTheRoomOfTheirShape(
      @ForAll @Size(min = 1, max = 40) @UniqueElements
          List<@AlphaChars @NumericChars @StringLength(min = 1, max = 4) String> real,
      @ForAll long seed) {
    assertUnique(IdPattern.learn(real), 3000, seed);
  }

  private static List<String> some(int count, IntFunction<String> each) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(each.apply(i));
    }
    return all;
  }

  private static void neverReal(IdPattern pattern, List<String> real, int rows) {
    Set<String> known = new HashSet<>(real);
    for (int row = 0; row < rows; row++) {
      assertThat(known).doesNotContain(pattern.text(row, 9));
    }
  }

  @Example
  void realOnesNeverComeBackHoweverManyAreMade() {
    Random random = new Random(2);
    List<String> numbers =
        some(1_000, i -> Integer.toString(100_000_000 + random.nextInt(899_999_999)));
    IdPattern pattern = IdPattern.learn(numbers);
    neverReal(pattern, numbers, 200_000);
    assertUnique(pattern, 200_000, 9);
    // Nearly all texts of this shape are taken, so new ones are longer.
    List<String> dense = some(900, i -> "A" + (100 + i) + "B");
    List<String> shuffled = new ArrayList<>(dense);
    Collections.shuffle(shuffled, random);
    neverReal(IdPattern.learn(shuffled), dense, 100_000);
    neverReal(IdPattern.learn(dense), dense, 100_000);
  }

  @Example
  void octetsKeepToWhatTheyMayBe() {
    Random random = new Random(3);
    IdPattern pattern =
        IdPattern.learn(
            some(500, i -> "10." + random.nextInt(256) + "." + random.nextInt(256) + ".7"));
    for (int row = 0; row < 2_000; row++) {
      String[] octets = pattern.text(row, 1).split("\\.");
      assertThat(octets).hasSize(4);
      for (String octet : octets) {
        assertThat(Integer.parseInt(octet)).isBetween(0, 255);
      }
    }
  }

  @Example
  void versionAndVariantOfRandomIdentifiersStay() {
    Random random = new Random(1);
    List<String> real =
        some(
            500,
            i -> {
              byte[] bytes = new byte[16];
              random.nextBytes(bytes);
              return UUID.nameUUIDFromBytes(bytes).toString().replaceFirst("(.{14}).", "$14");
            });
    IdPattern pattern = IdPattern.learn(real);
    for (int row = 0; row < 1_000; row++) {
      UUID made = UUID.fromString(pattern.text(row, 2));
      assertThat(made.version()).isEqualTo(4);
      assertThat(made.variant()).isEqualTo(2);
    }
  }

  @Example
  void checkDigitsAreRight() {
    // Independent of the code: published numbers and their sums.
    assertThat(IdCheck.of(List.of("4539578763621486", "79927398713000"))).isNull();
    assertThat(IdCheck.of(List.of("4539578763621486"))).isEqualTo(IdCheck.LUHN);
    assertThat(IdCheck.of(List.of("978-3-16-148410-0"))).isEqualTo(IdCheck.EAN);
    assertThat(IdCheck.of(List.of("0-306-40615-2"))).isEqualTo(IdCheck.ISBN10);
    assertThat(IdCheck.of(List.of("GB82 WEST 1234 5698 7654 32"))).isEqualTo(IdCheck.IBAN);
    Random random = new Random(4);
    List<String> books = new ArrayList<>();
    while (books.size() < 60) {
      StringBuilder text = new StringBuilder("0-");
      for (int i = 0; i < 8; i++) {
        text.append(random.nextInt(10)).append(i == 2 || i == 7 ? "-" : "");
      }
      text.append('0');
      IdCheck.ISBN10.complete(text, text.length() - 1);
      if (!text.toString().endsWith("X")) {
        books.add(text.toString());
      }
    }
    IdPattern pattern = IdPattern.learn(books);
    assertThat(pattern.templates()).singleElement().asString().contains("{isbn10}");
    for (int row = 0; row < 500; row++) {
      String digits = pattern.text(row, 6).replace("-", "");
      int sum = 0;
      for (int i = 0; i < 10; i++) {
        sum += (10 - i) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
      }
      assertThat(sum % 11).isZero();
    }
  }

  @Example
  void daysWithinIdentifiersAreDays() {
    List<String> real =
        some(
            200,
            i ->
                LocalDate.of(2001, 1, 1).plusDays(37L * i).toString().replace("-", "")
                    + "-"
                    + (1000 + i * 13 % 9000));
    IdPattern pattern = IdPattern.learn(real);
    for (int row = 0; row < 1_000; row++) {
      String text = pattern.text(row, 3);
      LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
    }
  }

  @Example
  void numbersWithTextAroundThemRunOn() {
    IdPattern pattern = IdPattern.learn(some(40, i -> String.format("HID_%04d", i)));
    assertThat(pattern.text(0, 1)).isEqualTo("HID_0040");
    assertThat(pattern.text(9_990, 1)).isEqualTo("HID_10030");
    IdPattern rising = IdPattern.learn(some(200, i -> Integer.toString(5_000 + 3 * i + i % 2)));
    assertThat(Long.parseLong(rising.text(0, 1))).isGreaterThan(5_597);
    for (int row = 1; row < 500; row++) {
      assertThat(Long.parseLong(rising.text(row, 1)))
          .isGreaterThan(Long.parseLong(rising.text(row - 1, 1)));
    }
  }

  @Example
  void aShapeSurvivesItsFile() {
    Random random = new Random(8);
    for (List<String> real :
        List.of(
            some(
                300,
                i ->
                    "x["
                        + random.nextInt(1_000_000)
                        + "]<"
                        + (char) ('a' + random.nextInt(3))
                        + ">{"),
            some(300, i -> "10.0." + random.nextInt(256) + "." + random.nextInt(256)),
            some(300, i -> Integer.toString(100_000_000 + random.nextInt(899_999_999))))) {
      ColumnSchema column =
          ColumnSchema.builder("a", ColumnType.ID)
              .idPattern(IdPattern.learn(real, Map.of("none", .25), PersonalName.NONE))
              .build();
      Schema schema = Schema.of(List.of(column));
      Schema back = Schema.fromJson(schema.toJson(), "s.json");
      assertThat(back).isEqualTo(schema);
      for (int row = 0; row < 50; row++) {
        assertThat(back.column("a").idPattern().text(row, 4))
            .isEqualTo(column.idPattern().text(row, 4));
      }
    }
  }

  @Property(tries = 100)
  void permutationsArePermutations(@ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
    boolean[] seen = new boolean[n];
    for (int i = 0; i < n; i++) {
      int at = (int) Hash.permuted(i, n, seed);
      assertThat(seen[at]).isFalse();
      seen[at] = true;
    }
  }

  @Example
  void denseShapesWithRangesAndCheckDigitsMakeNoRealOnesEither() {
    Random random = new Random(12);
    List<String> numbered = new ArrayList<>(some(300, i -> String.format("P%03d", i + 1)));
    Collections.shuffle(numbered, random);
    neverReal(IdPattern.learn(numbered), numbered, 20_000);
    List<String> hosts = new ArrayList<>(some(155, i -> "10.0.0." + (100 + i)));
    Collections.shuffle(hosts, random);
    neverReal(IdPattern.learn(hosts), hosts, 20_000);
    List<String> many = new ArrayList<>(some(9_500, i -> Integer.toString(i + 1)));
    Collections.shuffle(many, random);
    IdPattern pattern = IdPattern.learn(many);
    neverReal(pattern, many, 20_000);
    assertUnique(pattern, 20_000, 9);
    List<String> cards =
        some(
            120,
            i -> {
              StringBuilder text = new StringBuilder(String.format("4000 0000 0000 %03d0", i + 1));
              IdCheck.LUHN.complete(text, text.length() - 1);
              return text.toString();
            });
    List<String> shuffled = new ArrayList<>(cards);
    Collections.shuffle(shuffled, random);
    neverReal(IdPattern.learn(shuffled), cards, 5_000);
  }

  @Example
  void longIdentifiersKeepTheirLengthAndCanBeReadBack() {
    Random random = new Random(13);
    String letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    List<String> real =
        some(
            2_000,
            i -> {
              StringBuilder text = new StringBuilder();
              for (int k = 0; k < 64; k++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
              }
              return text.toString();
            });
    ColumnSchema column =
        ColumnSchema.builder("a", ColumnType.ID).idPattern(IdPattern.learn(real)).build();
    Schema back = Schema.fromJson(Schema.of(List.of(column)).toJson(), "s.json");
    assertThat(back.column("a").idPattern().text(7, 1)).matches("[0-9A-Z]{64}");
    List<String> accounts = some(600, i -> digits(random, 5 + random.nextInt(10)));
    assertUnique(IdPattern.learn(accounts), 20_000, 3);
    for (int row = 0; row < 1_000; row++) {
      assertThat(IdPattern.learn(accounts).text(row, 3)).matches("\\d{5,15}");
    }
  }

  private static String digits(Random random, int count) {
    StringBuilder text = new StringBuilder().append(1 + random.nextInt(9));
    for (int i = 1; i < count; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  @Example
  void shapesThatNobodyCouldUseAreRefusedWhenRead() {
    for (String template :
        List.of(
            "{dddd 2020-01-01 2020-12-31}",
            "A{iban}",
            "{uuMMdd 1900-01-01 2023-12-31}",
            "[",
            "<5-3>")) {
      assertThatThrownBy(() -> IdPattern.ofTemplates(List.of(template), List.of(1)).text(0, 1))
          .as(template)
          .isInstanceOf(DataException.class);
    }
    for (String id :
        List.of(
            "{\"start\": 9223372036854775807}",
            "{\"start\": 1, \"step\": 0}",
            "{\"templates\": [{\"template\": \"##\", \"taken\": \"9:!!\"}]}",
            "{\"templates\": [], \"placeholders\": {\"a\": 2}}")) {
      String json = "{\"columns\": [{\"name\": \"a\", \"type\": \"id\", \"id\": " + id + "}]}";
      assertThatThrownBy(() -> Schema.fromJson(json, "s.json"))
          .as(id)
          .isInstanceOf(DataException.class);
    }
  }
}
