package io.semblance.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a schema file says of one column. People edit these files: every access is checked, and
 * every fault names the file and the column.
 */
final class SchemaNode {
  private final JsonNode node;
  private final String source;
  private final String column;

  SchemaNode(JsonNode node, String source, String column) {
    this.node = node;
    this.source = source;
    this.column = column;
  }

  boolean has(String key) {
    return node.has(key);
  }

  boolean isText(String key) {
    return node.has(key) && node.get(key).isTextual();
  }

  /** Refuses keys that nobody reads: most often misspelt ones. */
  void checkKeys(Set<String> known) {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        String guess =
            Text.nearest(key, known).map(k -> "did you mean \"" + k + "\"?").orElse(null);
        throw fault("unknown key \"" + Text.shorten(key) + "\"", guess);
      }
    }
  }

  String text(String key) {
    if (!isText(key)) {
      throw fault("\"" + key + "\" must be a text", null);
    }
    return node.get(key).textValue();
  }

  boolean bool(String key) {
    if (!node.get(key).isBoolean()) {
      throw fault("\"" + key + "\" must be true or false", null);
    }
    return node.get(key).booleanValue();
  }

  /** A finite number; NaN when there is none. */
  double number(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw fault("\"" + key + "\" must be a number", null);
    }
    return value.doubleValue();
  }

  int integer(String key, int least, int most, int otherwise) {
    if (!node.has(key)) {
      return otherwise;
    }
    JsonNode value = node.get(key);
    if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
      throw fault("\"" + key + "\" must be a whole number from " + least + " to " + most, null);
    }
    return value.intValue();
  }

  long positive(String key, long otherwise) {
    if (!node.has(key)) {
      return otherwise;
    }
    JsonNode value = node.get(key);
    if (!value.isIntegralNumber() || value.longValue() < 1) {
      throw fault("\"" + key + "\" must be a whole number of at least 1", null);
    }
    return value.longValue();
  }

  void checkRange(double min, double max) {
    if (min > max) {
      throw fault("\"min\" is greater than \"max\"", "exchange them");
    }
  }

  /** A list of different texts; empty when there is none. */
  List<String> labels(String key) {
    List<String> labels = new ArrayList<>();
    JsonNode list = node.get(key);
    if (list == null) {
      return labels;
    }
    if (!list.isArray()) {
      throw fault("\"" + key + "\" must be a list of texts", null);
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode label : list) {
      if (!label.isValueNode() || label.isNull() || !seen.add(label.asText())) {
        String found = Text.shorten(label.toString());
        throw fault("\"" + key + "\" must be different texts; see " + found, null);
      }
      labels.add(label.asText());
    }
    return labels;
  }

  /** The shape of identifiers; null when there is none. */
  IdPattern idPattern(String key) {
    JsonNode id = node.get(key);
    if (id == null) {
      return null;
    }
    try {
      Identifiers in = new Identifiers(id);
      return id.has("templates") ? IdMixture.read(in) : IdSequence.read(in);
    } catch (DataException | IllegalArgumentException e) {
      throw fault("\"" + key + "\": " + e.getMessage(), null);
    }
  }

  /** Numbers by text, in the order of the file. */
  Map<String, Double> shares(String key) {
    return sharesOf(node.path(key));
  }

  private static Map<String, Double> sharesOf(JsonNode node) {
    Map<String, Double> all = new LinkedHashMap<>();
    node.properties().forEach(e -> all.put(e.getKey(), e.getValue().asDouble()));
    return all;
  }

  /** How numbers are written; as programs do when nothing is said. */
  NumberForm numberForm(String key) {
    JsonNode form = node.get(key);
    if (form == null) {
      return NumberForm.PLAIN;
    }
    try {
      return NumberFormNode.read(form);
    } catch (IllegalArgumentException e) {
      throw fault(
          "\"" + key + "\": " + e.getMessage(), "start from what 'semblance schema' prints");
    }
  }

  /** What a schema file says of a shape of identifiers. */
  record Identifiers(JsonNode node) {
    /** One template. */
    record Template(String template, int weight, String taken) {}

    boolean has(String key) {
      return node.has(key);
    }

    String text(String key) {
      return node.path(key).asText("");
    }

    long number(String key, long otherwise) {
      return node.path(key).asLong(otherwise);
    }

    boolean flag(String key) {
      return node.path(key).asBoolean(false);
    }

    List<Template> templates() {
      List<Template> all = new ArrayList<>();
      for (JsonNode one : node.get("templates")) {
        all.add(
            new Template(
                one.path("template").asText(),
                one.path("weight").asInt(1),
                one.has("taken") ? one.get("taken").asText() : null));
      }
      return all;
    }

    /** Shares of rows, by text. */
    Map<String, Double> placeholders() {
      return sharesOf(node.path("placeholders"));
    }
  }

  DataException fault(String problem, String remedy) {
    return DataException.builder(problem).source(source).column(column).remedy(remedy).build();
  }
}
