package io.semblance.quality.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordCountsTest {

  @Test
  void wordsAreWhatStandsBetweenBlanksInLowerCase() {
    WordCounts counts = new WordCounts();
    counts.add("The cat, the (Dog) -- and O'Brien\u00a0\u2026", 1);
    counts.add("  \t ", 2);
    counts.add("dog", 3);
    assertThat(counts.common(3))
        .containsExactly(
            new FrequentKeys.Frequent<>("dog", 4L),
            new FrequentKeys.Frequent<>("the", 2L),
            new FrequentKeys.Frequent<>("and", 1L));
    assertThat(counts.common(9).stream().map(FrequentKeys.Frequent::key))
        .contains("o'brien", "cat")
        .hasSize(5);
    assertThat(counts.perLabel().min()).isZero();
    assertThat(counts.perLabel().max()).isEqualTo(6);
    assertThat(counts.perLabel().sum()).isEqualTo(9);
    assertThat(counts.any()).isTrue();
    assertThat(counts.exact()).isTrue();
  }

  @Test
  void codesOfOneWordTellNothing() {
    WordCounts counts = new WordCounts();
    counts.add("N14228", 5);
    assertThat(counts.any()).isFalse();
  }

  @Test
  void partsPutTogetherCountAsOneAndLongWordsAreCut() {
    WordCounts one = new WordCounts();
    one.add("\ud83d\ude00 red " + "x".repeat(100_000), 1);
    WordCounts other = new WordCounts();
    other.add("red tape", 2);
    one.merge(other);
    assertThat(one.common(1)).containsExactly(new FrequentKeys.Frequent<>("red", 3L));
    assertThat(one.common(9).stream().map(f -> f.key().length())).containsExactly(3, 4, 60);
    assertThat(one.perLabel().count()).isEqualTo(3);
  }
}
