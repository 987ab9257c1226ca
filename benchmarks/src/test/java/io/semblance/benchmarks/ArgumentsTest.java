package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @Test
  void everythingByDefault() {
    Arguments a = Arguments.parse();
    assertThat(a.brief()).isFalse();
    assertThat(a.rounds()).isEqualTo(5);
    assertThat(a.wants("critic")).isTrue();
    assertThat(a.fileName(17)).isEqualTo("all-jdk17.txt");
  }

  @Test
  void optionsInAnyOrder() {
    Arguments a = Arguments.parse("critic", "--rounds", "3", "--short");
    assertThat(a).isEqualTo(new Arguments(true, false, 3, "critic"));
    assertThat(a.wants("generator")).isFalse();
  }

  @Test
  void fileNamesTakeNoOperators() {
    assertThat(Arguments.parse("^product\\.(ab|atb)$").fileName(25))
        .isEqualTo("product-ab-atb-jdk25.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "--rapid,there is no option --rapid",
    "'--rounds,0',--rounds takes a number from 1",
    "'--rounds',--rounds takes a number from 1",
    "'a,b',two patterns",
    "(,no regular expression"
  })
  void wrongLinesAreNamed(String line, String message) {
    assertThatThrownBy(() -> Arguments.parse(line.split(",")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
