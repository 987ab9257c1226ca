package io.semblance.quality.summary;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Hash;
import io.semblance.data.NumberText;
import java.util.Comparator;
import java.util.List;

/** One pass over categories, booleans or identifiers. */
public final class LabelSummary extends ColumnSummary {
  /** Longer labels are cut, or a hostile file could fill the memory with them. */
  private static final int LONGEST_LABEL = 200;

  private static final int DISTINCT_BOUND = 1 << 14;

  private final FrequentKeys<String> labels;
  private final SampledCounts distinct;
  private final Moments lengths = new Moments();
  private final ValueCounts lengthCounts = new ValueCounts();
  private final WordCounts words = new WordCounts();
  private long numbers;
  private long blankEnds;

  LabelSummary(ColumnSchema schema, int bound) {
    super(schema);
    labels = new FrequentKeys<>(bound);
    distinct = new SampledCounts(Math.max(bound, DISTINCT_BOUND));
  }

  @Override
  void addCells(Column column) {
    CategoricalColumn cells = (CategoricalColumn) column;
    List<String> dictionary = cells.dictionary();
    int[] counts = new int[dictionary.size()];
    for (int code : cells.codes()) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    NumberText number = new NumberText();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        add(dictionary.get(code), counts[code], number);
      }
    }
  }

  private void add(String label, int times, NumberText number) {
    labels.add(shown(label), times);
    long key = Hash.text(label);
    for (int i = 0; i < Math.min(2, times); i++) {
      distinct.add(key); // once or more often is all that is asked of it
    }
    int length = label.codePointCount(0, label.length());
    lengths.add(length, times);
    for (int i = 0; i < times; i++) {
      lengthCounts.add(length);
    }
    words.add(label, times);
    numbers += number.parse(label) ? times : 0;
    blankEnds += label.equals(label.strip()) ? 0 : times;
  }

  private static String shown(String label) {
    if (label.length() <= LONGEST_LABEL) {
      return label;
    }
    int end = Character.isHighSurrogate(label.charAt(LONGEST_LABEL - 1)) ? 1 : 0;
    return label.substring(0, LONGEST_LABEL - end)
        + "\u2026 ("
        + label.length()
        + " characters, "
        + Long.toHexString(Hash.text(label) >>> 40)
        + ")";
  }

  @Override
  void mergeCells(ColumnSummary later) {
    LabelSummary other = (LabelSummary) later;
    labels.merge(other.labels);
    distinct.merge(other.distinct);
    lengths.merge(other.lengths);
    lengthCounts.merge(other.lengthCounts);
    words.merge(other.words);
    numbers += other.numbers;
    blankEnds += other.blankEnds;
  }

  @Override
  public long distinct() {
    return exact() ? labels.size() : distinct.distinct();
  }

  @Override
  public boolean exact() {
    return labels.error() == 0;
  }

  /** How many labels occur exactly once; an estimate when not {@link #exact()}. */
  public long once() {
    return distinct.once();
  }

  /** The most frequent labels; very long ones are cut, with their length and a mark of the rest. */
  public List<FrequentKeys.Frequent<String>> common(int most) {
    return labels.top(most, Comparator.naturalOrder());
  }

  /** Lengths in characters (code points). */
  public Moments lengths() {
    return lengths;
  }

  /** How often each length occurs. */
  public Distribution lengthDistribution() {
    return lengthCounts.distribution();
  }

  /** The words that labels are made of. */
  public WordCounts words() {
    return words;
  }

  /** How many cells read as a number. */
  public long numbers() {
    return numbers;
  }

  /** How many cells begin or end with a blank that quotes have kept. */
  public long blankEnds() {
    return blankEnds;
  }
}
