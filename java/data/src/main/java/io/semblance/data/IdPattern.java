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
   * @param seed of the column
   */
  String text(long row, long seed);

  /**
   * The identifier of a row of a table: independent of those in other columns of the row, but for
   * names of people, which are of the same person in all columns.
   *
   * @param seed of the table
   */
  default String text(long row, long seed, String column) {
    return text(row, seed(seed, column));
  }

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
    return new IdMixture(parts, Map.of(), IdPeople.ANY, false);
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
    return learn(texts, Map.of(), PersonalName.NONE);
  }

  /**
   * The same with texts beside them that are no identifiers, such as {@code unknown}.
   *
   * @param placeholders the share of rows that have each
   * @param name what the column's name says of people
   */
  static IdPattern learn(List<String> texts, Map<String, Double> placeholders, PersonalName name) {
    if (texts.isEmpty() && placeholders.isEmpty()) {
      return sequence(1, 0);
    }
    IdSequence running = placeholders.isEmpty() ? IdSequence.learn(texts) : null;
    return running != null ? running : IdLearner.mixture(texts, placeholders, name);
  }

  /** Whether texts are names of people, or parts of them. */
  static boolean namesPeople(List<String> texts, PersonalName name) {
    IdWordLearner words = new IdWordLearner(texts, name);
    return words.name() != PersonalName.NONE && words.applies();
  }

  /**
   * Made-up names of people for a column in which the same name may come again.
   *
   * @param texts different ones
   */
  static IdPattern ofPeople(List<String> texts, PersonalName name) {
    return IdLearner.mixture(texts, Map.of(), name).repeating();
  }

  /** Patterns of one table whose names are those of the same people: none of any of the columns. */
  static List<IdPattern> ofOneTable(List<IdPattern> patterns) {
    IdPeople people = IdPeople.ANY;
    for (IdPattern pattern : patterns) {
      if (pattern instanceof IdMixture mixture && people != null) {
        people = people.and(mixture.people());
      }
    }
    IdPeople all = people;
    return patterns.stream()
        .map(p -> p instanceof IdMixture mixture && all != null ? mixture.withPeople(all) : p)
        .toList();
  }
}
