package io.semblance.synth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Hyperparameters with their values: what the user said, else the defaults. */
final class Settings {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if {@code given} names one that is not declared
   */
  Settings(List<Hyperparameter> declared, Map<String, String> given) {
    declared.forEach(h -> values.put(h.name(), h.defaultValue()));
    given.forEach(
        (name, value) -> {
          if (values.replace(name, value.strip()) == null) {
            throw new IllegalArgumentException(
                "there is no setting \"" + name + "\"; known are " + values.keySet());
          }
        });
  }

  Map<String, String> values() {
    return values;
  }

  int wholeNumber(String name, int least) {
    int value = parse(name, "a whole number", Integer::valueOf);
    return check(name, value, value >= least, "at least " + least);
  }

  double number(String name, double least, double most) {
    double value = parse(name, "a number", Double::valueOf);
    return check(name, value, value >= least && value <= most, "between " + least + " and " + most);
  }

  boolean flag(String name) {
    return parse(
        name,
        "true or false",
        v -> {
          if (!Set.of("true", "false").contains(v)) {
            throw new IllegalArgumentException(v);
          }
          return Boolean.valueOf(v);
        });
  }

  String oneOf(String name, List<String> allowed) {
    String value = values.get(name);
    return check(name, value, allowed.contains(value), "one of " + String.join(", ", allowed));
  }

  /** Numbers above zero, separated by commas or blanks. */
  List<Integer> widths(String name) {
    return parse(
        name,
        "widths like 256,256",
        v -> {
          List<Integer> widths = new ArrayList<>();
          for (String part : v.split("[, x-]+", -1)) {
            int width = Integer.parseInt(part);
            if (width < 1 || width > 1 << 16) {
              throw new IllegalArgumentException(part);
            }
            widths.add(width);
          }
          return widths;
        });
  }

  private <T> T parse(String name, String expected, Function<String, T> parser) {
    String text = values.get(name);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting " + name + " is \"" + text + "\", expected " + expected, e);
    }
  }

  private static <T> T check(String name, T value, boolean sound, String expected) {
    if (!sound) {
      throw new IllegalArgumentException(
          "setting " + name + " is " + value + ", must be " + expected);
    }
    return value;
  }
}
