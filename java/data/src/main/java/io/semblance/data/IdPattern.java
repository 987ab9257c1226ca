package io.semblance.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a column of identifiers, from which new ones are made: no value of the column itself
 * is kept. Either a running number or a mixture of templates. Immutable.
 */
public final class IdPattern {
  /** More shapes than this and letters and digits are no longer told apart. */
  private static final int MOST_SHAPES = 64;

  private final long start;
  private final int digits;
  private final List<IdTemplate> templates;
  private final List<Integer> weights;
  private final int period;
  private final char separator;

  private IdPattern(long start, int digits, List<IdTemplate> templates, List<Integer> weights) {
    this.start = start;
    this.digits = digits;
    this.templates = List.copyOf(templates);
    this.weights = List.copyOf(weights);
    int sum = 0;
    StringBuilder used = new StringBuilder();
    for (int i = 0; i < templates.size(); i++) {
      sum = Math.addExact(sum, weights.get(i));
      used.append(templates.get(i).text());
    }
    period = sum;
    char free = '_';
    for (char c : new char[] {'_', '-', '.', '/', ':', '+'}) {
      if (used.indexOf(String.valueOf(c)) < 0) {
        free = c;
        break;
      }
    }
    separator = free;
  }

  /**
   * A running number.
   *
   * @param start the identifier of row 0
   * @param digits least number of digits, filled up with zeros in front; 0 for none
   */
  public static IdPattern sequence(long start, int digits) {
    if (digits < 0 || digits > 18) {
      throw new IllegalArgumentException(digits + " digits");
    }
    return new IdPattern(start, digits, List.of(), List.of());
  }

  /**
   * A mixture of templates.
   *
   * @param templates texts as of {@link IdTemplate}
   * @param weights how often each is used, relative to the others; positive
   * @throws DataException when a template or weight is not possible
   */
  public static IdPattern ofTemplates(List<String> templates, List<Integer> weights) {
    if (templates.isEmpty() || templates.size() != weights.size()) {
      throw new DataException("identifiers need at least one template, and a weight for each");
    }
    List<IdTemplate> parsed = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      if (weights.get(i) < 1 || weights.get(i) > 1_000_000) {
        throw new DataException("the weight of an identifier template must be 1 to 1000000");
      }
      parsed.add(IdTemplate.parse(templates.get(i)));
    }
    return new IdPattern(0, 0, parsed, weights);
  }

  /** The pattern of the given distinct identifiers, in the order of the file. */
  public static IdPattern learn(List<String> texts) {
    if (texts.isEmpty()) {
      return sequence(1, 0);
    }
    IdPattern running = running(texts);
    return running != null ? running : shapes(texts);
  }

  private static IdPattern running(List<String> texts) {
    long first = 0;
    boolean padded = texts.get(0).length() > 1 && texts.get(0).charAt(0) == '0';
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.isEmpty()
          || text.length() > 17
          || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
      long value = Long.parseLong(text);
      first = i == 0 ? value : first;
      boolean zero = text.length() > 1 && text.charAt(0) == '0';
      if (value != first + i
          || (padded && text.length() < texts.get(0).length())
          || (zero && !padded)) {
        return null;
      }
    }
    return sequence(first, padded ? texts.get(0).length() : 0);
  }

  private static IdPattern shapes(List<String> texts) {
    Map<String, List<String>> groups = group(texts, false);
    if (groups.size() > MOST_SHAPES) {
      groups = group(texts, true);
    }
    List<List<String>> biggest = new ArrayList<>(groups.values());
    biggest.sort(Collections.reverseOrder((a, b) -> Integer.compare(a.size(), b.size())));
    List<IdTemplate> templates = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (List<String> group : biggest.subList(0, Math.min(MOST_SHAPES, biggest.size()))) {
      IdTemplate template = IdTemplate.learn(group);
      if (templates.contains(template)) {
        continue;
      }
      templates.add(template);
      weights.add((int) Math.max(1, Math.round(1000.0 * group.size() / texts.size())));
    }
    return new IdPattern(0, 0, templates, weights);
  }

  private static Map<String, List<String>> group(List<String> texts, boolean coarse) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String text : texts) {
      String cut = IdTemplate.cut(text);
      groups.computeIfAbsent(IdTemplate.shape(cut, coarse), k -> new ArrayList<>()).add(cut);
    }
    return groups;
  }

  /** Whether identifiers are a running number. */
  public boolean isSequence() {
    return templates.isEmpty();
  }

  /** The number of row 0 of a running number. */
  public long start() {
    return start;
  }

  /** The least number of digits of a running number. */
  public int digits() {
    return digits;
  }

  /** The templates; empty for a running number. */
  public List<String> templates() {
    List<String> texts = new ArrayList<>();
    for (IdTemplate template : templates) {
      texts.add(template.text());
    }
    return texts;
  }

  /** How often each template is used, relative to the others. */
  public List<Integer> weights() {
    return weights;
  }

  /**
   * The identifier of a row: a function of the row and the seed alone, and different for different
   * rows under the same seed.
   *
   * @param row absolute number of the row, from 0
   */
  public String text(long row, long seed) {
    if (isSequence()) {
      return padded(start + row);
    }
    // Rows take turns in rounds of `period`; each template has as many turns as its weight.
    int turn = (int) ((row % period * 7919L + (seed & 0xFFFF)) % period);
    if (period % 7919 == 0) {
      turn = (int) (row % period);
    }
    int which = 0;
    while (turn >= weights.get(which)) {
      turn -= weights.get(which++);
    }
    long index = row / period * weights.get(which) + turn;
    return templates.get(which).text(index, separator, Hash.mix(seed ^ which));
  }

  private String padded(long number) {
    String text = Long.toString(number);
    return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IdPattern
        && ((IdPattern) o).start == start
        && ((IdPattern) o).digits == digits
        && ((IdPattern) o).templates.equals(templates)
        && ((IdPattern) o).weights.equals(weights);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(start) * 31 + templates.hashCode();
  }

  @Override
  public String toString() {
    return isSequence() ? "running number from " + padded(start) : "like " + templates();
  }
}
