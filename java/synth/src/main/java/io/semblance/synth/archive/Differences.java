package io.semblance.synth.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two accounts differ, for people. */
public final class Differences {
  /** More are not named. */
  private static final int MOST = 4;

  private Differences() {}

  /**
   * The values that differ, such as {@code "fit.seed is 1 there and 2 here"}; empty if none does.
   * Numbers are compared as they are written.
   */
  public static String between(JsonNode there, JsonNode here) {
    List<String> found = new ArrayList<>();
    collect("", there, here, found);
    String words = String.join("; ", found.subList(0, Math.min(MOST, found.size())));
    return found.size() > MOST ? words + "; and more" : words;
  }

  private static void collect(String path, JsonNode there, JsonNode here, List<String> found) {
    if (there.isObject() && here.isObject()) {
      Set<String> names = new TreeSet<>();
      there.fieldNames().forEachRemaining(names::add);
      here.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        collect(
            path.isEmpty() ? name : path + "." + name, there.path(name), here.path(name), found);
      }
    } else if (!there.toString().equals(here.toString())) {
      String subject = path.isEmpty() ? "it" : path;
      found.add(subject + " is " + text(there) + " there and " + text(here) + " here");
    }
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "not given" : Text.shorten(value.toString());
  }
}
