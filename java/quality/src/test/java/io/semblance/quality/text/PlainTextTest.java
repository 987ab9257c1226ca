package io.semblance.quality.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void smallSharesAreNotRoundedToNothing() {
    assertThat(PlainText.percent(0)).isEqualTo("0.0%");
    assertThat(PlainText.percent(.00001)).isEqualTo("under 0.01%");
    assertThat(PlainText.percent(.0005)).isEqualTo("0.05%");
    assertThat(PlainText.percent(.25)).isEqualTo("25.0%");
  }

  @Test
  void numbersHaveFiveDigitsAndNoTrailingZeros() {
    assertThat(PlainText.number(2)).isEqualTo("2");
    assertThat(PlainText.number(.1 + .2)).isEqualTo("0.3");
    assertThat(PlainText.number(1234.5678)).isEqualTo("1234.6");
    assertThat(PlainText.count(1234567)).isEqualTo("1,234,567");
    assertThat(PlainText.decimals(.5, 4, "-")).isEqualTo("0.5000");
    assertThat(PlainText.decimals(Double.NaN, 4, "-")).isEqualTo("-");
  }

  @Test
  void cuttingHalvesNoCharacter() {
    assertThat(PlainText.shorten("abcdef", 6)).isEqualTo("abcdef");
    assertThat(PlainText.shorten("abcdef", 5)).isEqualTo("abcd\u2026");
    // A rocket takes two units of UTF-16: it stays whole or goes.
    assertThat(PlainText.shorten("abc\ud83d\ude80ef", 5)).isEqualTo("abc\u2026");
  }

  @Test
  void controlCharactersReachNoTerminal() {
    assertThat(PlainText.printable("a\u001b[31mb\n")).isEqualTo("a?[31mb?");
  }
}
