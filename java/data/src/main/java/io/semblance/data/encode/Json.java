package io.semblance.data.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object that may be broken or hostile: every access is checked, every fault names its
 * place.
 */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode node;
  private final String source;
  private final String where;

  private Json(JsonNode node, String source, String where) {
    this.node = node;
    this.source = source;
    this.where = where;
    check(node != null && node.isObject(), "is no JSON object");
  }

  static Json parse(String text, String source) {
    try {
      return new Json(MAPPER.readTree(text), source, "the encoding");
    } catch (JsonProcessingException e) {
      throw DataException.builder(
              "this is no JSON from line " + e.getLocation().getLineNr() + " on")
          .source(source)
          .remedy("the file is damaged; fetch or make it again")
          .cause(e)
          .build();
    }
  }

  static String text(ObjectNode root) {
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static void put(ObjectNode out, String key, double[] values) {
    ArrayNode array = out.putArray(key);
    for (double value : values) {
      array.add(value);
    }
  }

  static void put(ObjectNode out, String key, int[] values) {
    ArrayNode array = out.putArray(key);
    for (int value : values) {
      array.add(value);
    }
  }

  String source() {
    return source;
  }

  /** The raw text of a member, for a reader of its own. */
  String raw(String key) {
    return member(key).toString();
  }

  boolean has(String key) {
    return node.has(key) && !node.get(key).isNull();
  }

  Json object(String key) {
    return new Json(member(key), source, where + ", " + key);
  }

  List<Json> objects(String key, String nameKey) {
    JsonNode array = member(key);
    check(array.isArray(), "\"" + key + "\" is no list");
    List<Json> all = new ArrayList<>();
    for (JsonNode one : array) {
      String name = one.path(nameKey).asText("entry " + (all.size() + 1));
      all.add(new Json(one, source, nameKey + " '" + name + "'"));
    }
    return all;
  }

  String string(String key) {
    check(member(key).isTextual(), "\"" + key + "\" is no text");
    return member(key).textValue();
  }

  boolean bool(String key) {
    check(member(key).isBoolean(), "\"" + key + "\" is neither true nor false");
    return member(key).booleanValue();
  }

  double number(String key) {
    check(member(key).isNumber(), "\"" + key + "\" is no number");
    return member(key).doubleValue();
  }

  int integer(String key, int least, int most) {
    JsonNode value = member(key);
    check(
        value.isIntegralNumber() && value.longValue() >= least && value.longValue() <= most,
        "\"" + key + "\" is no whole number from " + least + " to " + most);
    return value.intValue();
  }

  double[] numbers(String key) {
    JsonNode array = member(key);
    check(array.isArray(), "\"" + key + "\" is no list");
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      check(
          array.get(i).isNumber() && Double.isFinite(array.get(i).doubleValue()),
          "\"" + key + "\" holds something that is no number");
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  int[] integers(String key, int least, int most) {
    double[] values = numbers(key);
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      check(
          values[i] == Math.rint(values[i]) && values[i] >= least && values[i] <= most,
          "\"" + key + "\" holds something other than whole numbers from " + least + " to " + most);
      out[i] = (int) values[i];
    }
    return out;
  }

  private JsonNode member(String key) {
    JsonNode value = node.get(key);
    check(value != null && !value.isNull(), "lacks \"" + key + "\"");
    return value;
  }

  /** Fails with the place unless the condition holds. */
  void check(boolean ok, String problem) {
    if (!ok) {
      throw fault(problem);
    }
  }

  /** The error for what the place says. */
  DataException fault(String problem) {
    return DataException.builder(where + " " + problem)
        .source(source)
        .remedy("the file is damaged or was changed by hand; make it again")
        .build();
  }
}
