package io.semblance.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shape of a column of identifiers, from which new ones are made: a number that runs on, or a
 * mixture of templates. Nothing is learnt but the shape, and, so that no identifier of the column
 * itself is ever made, in which large blocks of the possible ones they lie. Immutable.
 */
public sealed interface IdPattern permits IdSequence, IdMixture {
  /**
   * The identifier of a row: a function of the row and the seed alone, and different for different
   * rows under the same seed.
   *
   * @param row absolute number of the row, from 0
   * @param seed see {@link #seed}
   */
  String text(long row, long seed);

  /** What a schema file says of it. */
  Map<String, Object> facts();

  /** Whether identifiers are a running number. */
  default boolean isSequence() {
    return this instanceof IdSequence;
  }

  /** The templates, in the notation of schema files; empty for a running number. */
  default List<String> templates() {
    return List.of();
  }

  /**
   * How many different identifiers of this shape there are; beyond that a number is appended to
   * them.
   */
  long capacity();

  /** The seed of a column: so that the identifiers of two columns of a row are independent. */
  static long seed(long seed, String column) {
    return Hash.mix(seed ^ Hash.text(column));
  }

  /**
   * A running number.
   *
   * @param start the identifier of row 0
   * @param digits least number of digits, filled up with zeros in front; 0 for none
   */
  static IdPattern sequence(long start, int digits) {
    return new IdSequence("", start, 1, false, digits, "");
  }

  /**
   * A mixture of templates.
   *
   * @param templates texts as of {@link IdTemplate}
   * @param weights how often each is used, relative to the others; positive
   * @throws DataException when a template or weight is not possible
   */
  static IdPattern ofTemplates(List<String> templates, List<Integer> weights) {
    if (templates.isEmpty() || templates.size() != weights.size()) {
      throw new DataException("identifiers need at least one template, and a weight for each");
    }
    List<IdMixture.Part> parts = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      parts.add(new IdMixture.Part(IdTemplate.parse(templates.get(i)), weights.get(i), null));
    }
    return new IdMixture(parts, Map.of());
  }

  /** Whether texts, in the order of the file, are whole numbers that rise by one. */
  static boolean isCounting(List<String> texts) {
    IdSequence running = IdSequence.learn(texts);
    return running != null && running.step() == 1 && !running.scattered();
  }

  /** The form of an identifier: letters and digits alike, all else as it is. */
  static String form(String identifier) {
    StringBuilder form = new StringBuilder(identifier.length());
    for (int i = 0; i < identifier.length(); i++) {
      char c = identifier.charAt(i);
      form.append(Character.isLetterOrDigit(c) ? 'x' : c);
    }
    return form.toString();
  }

  /** The pattern of the given distinct identifiers, in the order of the file. */
  static IdPattern learn(List<String> texts) {
    return learn(texts, Map.of());
  }

  /**
   * The same with texts beside them that are no identifiers, such as {@code unknown}.
   *
   * @param placeholders the share of rows that have each
   */
  static IdPattern learn(List<String> texts, Map<String, Double> placeholders) {
    if (texts.isEmpty() && placeholders.isEmpty()) {
      return sequence(1, 0);
    }
    IdSequence running = placeholders.isEmpty() ? IdSequence.learn(texts) : null;
    return running != null ? running : IdLearner.mixture(texts, placeholders);
  }
}
