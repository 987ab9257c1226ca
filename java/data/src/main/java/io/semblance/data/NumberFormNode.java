package io.semblance.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.NumberForm.Exponent;
import io.semblance.data.NumberForm.Negative;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/** Reads what {@link NumberForm#facts} wrote, or what people wrote like it. */
final class NumberFormNode {
  private static final Set<String> KEYS =
      Set.of(
          "decimal",
          "group",
          "grouped",
          "prefix",
          "suffix",
          "affixed",
          "negative",
          "plus",
          "signedZero",
          "bare",
          "zero",
          "exponent",
          "clock");
  private static final Set<String> EXPONENT_KEYS =
      Set.of("letter", "plus", "digits", "decimals", "from", "to");

  private NumberFormNode() {}

  static NumberForm read(JsonNode in) {
    check(in, KEYS);
    boolean affixed = in.has("prefix") || in.has("suffix");
    return new NumberForm(
        character(in, "decimal", '.'),
        character(in, "group", '\0'),
        in.path("grouped").asDouble(in.has("group") ? 1 : 0),
        in.path("prefix").asText(""),
        in.path("suffix").asText(""),
        in.path("affixed").asDouble(affixed ? 1 : 0),
        Negative.valueOf(in.path("negative").asText("minus").toUpperCase(Locale.ROOT)),
        in.path("plus").asDouble(0),
        in.path("signedZero").asBoolean(false),
        in.path("bare").asDouble(0),
        in.has("zero") ? in.get("zero").asText() : null,
        in.has("exponent") ? exponent(in.get("exponent")) : null,
        in.has("clock") ? new ClockForm(in.get("clock").asText()) : null);
  }

  private static Exponent exponent(JsonNode in) {
    check(in, EXPONENT_KEYS);
    boolean mixed = in.has("from") || in.has("to");
    return new Exponent(
        character(in, "letter", 'E'),
        in.path("plus").asBoolean(true),
        in.path("digits").asInt(2),
        in.path("decimals").asInt(0),
        in.path("from").asDouble(mixed ? 0 : Double.POSITIVE_INFINITY),
        in.path("to").asDouble(mixed ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY));
  }

  private static void check(JsonNode in, Set<String> known) {
    if (!in.isObject()) {
      throw new IllegalArgumentException("it must be an object with keys such as \"decimal\"");
    }
    for (Iterator<String> keys = in.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        throw new IllegalArgumentException("unknown key \"" + Text.shorten(key) + "\"");
      }
    }
  }

  private static char character(JsonNode in, String key, char otherwise) {
    if (!in.has(key)) {
      return otherwise;
    }
    String text = in.get(key).asText();
    if (text.length() != 1) {
      throw new IllegalArgumentException("\"" + key + "\" must be one character");
    }
    return text.charAt(0);
  }
}
