package io.semblance.synth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Hyperparameters with their values: what the user said, else the defaults. */
public final class Settings {
  private static final String ORIGIN = "settings";
  private static final String PAPER = "paper";

  /** For synthesizers that know {@linkplain Synthesizer#paperSettings() settings of a paper}. */
  public static final Hyperparameter ORIGIN_HYPERPARAMETER =
      new Hyperparameter(
          ORIGIN, "default", "paper for the settings of the paper, which others override");

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * The values of a synthesizer's hyperparameters.
   *
   * @param given what the user said, by name
   * @throws IllegalArgumentException if {@code given} names one that is not declared
   */
  public static Settings of(Synthesizer synthesizer, Map<String, String> given) {
    Settings settings = new Settings(synthesizer.hyperparameters(), given);
    if (settings.values.containsKey(ORIGIN)
        && settings.oneOf(ORIGIN, List.of("default", PAPER)).equals(PAPER)) {
      Map<String, String> all = new LinkedHashMap<>(synthesizer.paperSettings());
      all.putAll(given);
      return new Settings(synthesizer.hyperparameters(), all);
    }
    return settings;
  }

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

  private Settings(Map<String, String> values) {
    this.values.putAll(values);
  }

  /** The same with another value. */
  public Settings with(String name, String value) {
    Settings changed = new Settings(values);
    changed.values.replace(name, value);
    return changed;
  }

  /** All values by name, in the order in which they were declared. */
  public Map<String, String> values() {
    return values;
  }

  /** A whole number of at least {@code least}. */
  public int wholeNumber(String name, int least) {
    int value = parse(name, "a whole number", Integer::valueOf);
    return check(name, value, value >= least, "at least " + least);
  }

  /** A number between bounds, both included. */
  public double number(String name, double least, double most) {
    double value = parse(name, "a number", Double::valueOf);
    return check(name, value, value >= least && value <= most, "between " + least + " and " + most);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name) {
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

  /** One of some words. */
  public String oneOf(String name, List<String> allowed) {
    String value = values.get(name);
    return check(name, value, allowed.contains(value), "one of " + String.join(", ", allowed));
  }

  /** Numbers above zero, separated by commas or blanks. */
  public List<Integer> widths(String name) {
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
