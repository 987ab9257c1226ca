package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
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
}
