package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void exchangedLettersAreANearMiss() {
    List<String> names = List.of("batch", "noise", "min");
    assertThat(Text.nearest("btach", names)).contains("batch");
    assertThat(Text.nearest("mni", names)).contains("min");
    assertThat(Text.nearest("bitch!", names)).contains("batch");
    assertThat(Text.nearest("thing", names)).isEmpty();
  }

  @Test
  void theNearestOfSeveralWins() {
    assertThat(Text.nearest("Ages", List.of("wages", "age", "pages"))).contains("wages");
    assertThat(Text.nearest("", List.of("a"))).contains("a");
    assertThat(Text.nearest("anything", List.of())).isEmpty();
  }

  @Test
  void shortTextsStayAndLongOnesAreCut() {
    assertThat(Text.shorten("age of the patient")).isEqualTo("age of the patient");
    assertThat(Text.shorten("x".repeat(1000))).isEqualTo("x".repeat(40) + "... (1000 characters)");
  }

  @Test
  void noPairOfSurrogatesIsCutApart() {
    String grin = "\uD83D\uDE00";
    assertThat(Text.shorten("x".repeat(39) + grin)).startsWith("x".repeat(39) + "...");
    assertThat(Text.shorten("x".repeat(38) + grin)).isEqualTo("x".repeat(38) + grin);
  }

  @Test
  void listsAreCutAndSoIsWhatStandsInThem() {
    assertThat(Text.list(List.of("a", "b\u001B"), "columns")).isEqualTo("a, b ");
    List<String> many = Collections.nCopies(500, "x".repeat(1_000_000));
    assertThat(Text.list(many, "columns")).hasSizeLessThan(2500).endsWith("(500 columns)");
    assertThat(Schema.unknownColumn("y", many)).message().hasSizeLessThan(3000);
  }

  @Test
  void nothingInACellSteersATerminal() {
    assertThat(Text.shorten("\u001B[31mred\u001B[0m")).isEqualTo(" [31mred [0m");
    assertThat(Text.shorten("a\u202Eb\u2066c\nd")).isEqualTo("a b c d");
  }

  @Test
  void whatSteersATerminalIsShownByItsNumber() {
    assertThat(Text.printable("a\u001b[2Jb\nc\u202e")).isEqualTo("a\\u001b[2Jb\nc\\u202e");
    String plain = "plain \u00e9\ttext\n";
    assertThat(Text.printable(plain)).isSameAs(plain);
  }
}
