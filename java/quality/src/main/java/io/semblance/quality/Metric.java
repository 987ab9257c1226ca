package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A figure of a score and how a report shows it: under which key, on which line of the console, on
 * which card of the page. Immutable; made by {@link #of} and the methods after it.
 *
 * @param key where it stands in JSON, such as {@code alpha_precision.value}; empty for a figure
 *     that a score writes itself
 * @param figure value, floor and ceiling
 * @param part of the report
 * @param line on the console; null for none
 * @param card on the page; null for none
 */
record Metric(String key, Figure figure, Part part, Line line, Card card) {

  /** The parts of a report, in order: scores of one part stand together. */
  enum Part {
    FIDELITY("Fidelity"),
    DETECTION("Detection and coverage"),
    UTILITY("Utility"),
    PRIVACY("Privacy"),
    VALIDITY("Validity"),
    SERIES("Series");

    private final String heading;

    Part(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /** Whether and in which direction a figure improves from floor to ceiling. */
  enum Better {
    HIGHER,
    LOWER,
    /** The floor is no bad line, as for the shape of columns, which shuffling leaves alone. */
    NEITHER
  }

  /**
   * A line of the console: name, value, floor, ceiling, and what is good.
   *
   * @param name at most 17 characters
   */
  record Line(String name, String meaning) {}

  /**
   * A card with the figure on a scale.
   *
   * @param meaning what the figure says, in sentences
   * @param from left end of the scale
   * @param to right end of the scale
   */
  record Card(String title, String meaning, Better better, double from, double to) {}

  Metric {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(figure, "figure");
    Objects.requireNonNull(part, "part");
  }

  /** A figure that stands in JSON alone. */
  static Metric of(String key, Figure figure, Part part) {
    return new Metric(key, figure, part, null, null);
  }

  /** The same on a line of the console. */
  Metric line(String name, String meaning) {
    return new Metric(key, figure, part, new Line(name, meaning), card);
  }

  /** The same on a card with a scale from 0 to 1. */
  Metric card(String title, String meaning, Better better) {
    return card(title, meaning, better, 0, 1);
  }

  /** The same on a card. */
  Metric card(String title, String meaning, Better better, double from, double to) {
    return new Metric(key, figure, part, line, new Card(title, meaning, better, from, to));
  }

  /**
   * Writes value, {@code floor} and {@code ceiling} where the key says.
   *
   * @return the object that they were written into, for more about them
   */
  ObjectNode write(ObjectNode root) {
    String[] path = key.split("\\.");
    ObjectNode node = root;
    for (int i = 0; i < path.length - 1; i++) {
      node = node.get(path[i]) instanceof ObjectNode known ? known : node.putObject(path[i]);
    }
    QualityJson.put(node, path[path.length - 1], figure.value());
    QualityJson.put(node, "floor", figure.floor());
    QualityJson.put(node, "ceiling", figure.ceiling());
    return node;
  }
}
