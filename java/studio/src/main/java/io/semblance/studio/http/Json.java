package io.semblance.studio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON in and out. */
public final class Json {
  private static final int DEEPEST = 50;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Any value, such as maps and lists, as a node. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An object as a map in its order; null for none. */
  public static Map<String, Object> map(JsonNode node) {
    return node == null || node.isNull()
        ? new LinkedHashMap<>()
        : MAPPER.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** Reads a text. */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** As text. */
  public static String text(JsonNode node) {
    return node.toString();
  }

  /** As text for people. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  /**
   * A whole number within bounds.
   *
   * @throws HttpFailure if there is something else
   */
  public static long wholeNumber(
      JsonNode json, String name, long otherwise, long least, long most) {
    JsonNode node = json.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    if (!whole || node.asLong() < least || node.asLong() > most) {
      throw HttpFailure.bad(
          "\""
              + name
              + "\" is "
              + node
              + ", but must be a whole number from "
              + least
              + " to "
              + most,
          "");
    }
    return node.asLong();
  }

  /** Puts a number, or null where it is undefined. */
  public static void put(ObjectNode to, String name, double value) {
    if (Double.isFinite(value)) {
      to.put(name, value);
    } else {
      to.putNull(name);
    }
  }
}
