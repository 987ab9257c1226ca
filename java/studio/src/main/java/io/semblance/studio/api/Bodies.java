package io.semblance.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.studio.http.HttpFailure;
import java.util.Set;
import java.util.TreeSet;

/** Parts of requests that are checked in the same way everywhere. */
final class Bodies {
  private Bodies() {}

  /** Yes or no, which must be there. */
  static boolean flag(JsonNode json, String name) {
    JsonNode node = json.get(name);
    if (node == null || !node.isBoolean()) {
      throw HttpFailure.bad("\"" + name + "\" must be true or false", "");
    }
    return node.asBoolean();
  }

  /** Refuses what would be left out without a word. */
  static void only(JsonNode json, Set<String> names) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw HttpFailure.bad(
                    "There is no \"" + name + "\" here", "Known are " + new TreeSet<>(names) + ".");
              }
            });
  }

  /** A text that must be there. */
  static String text(JsonNode json, String name) {
    JsonNode node = json.get(name);
    if (node == null || !node.isTextual() || node.asText().isBlank()) {
      throw HttpFailure.bad("\"" + name + "\" is missing", "Give it as a text.");
    }
    return node.asText();
  }
}
