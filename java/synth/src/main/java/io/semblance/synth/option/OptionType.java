package io.semblance.synth.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the values of an option are and how they are written: as text on a command line, and as
 * plain values (booleans, numbers, texts, maps of them) that JSON knows.
 *
 * @param <T> what the values are
 */
public final class OptionType<T> {
  /** How a command line or a form asks for a value. */
  public enum Form {
    /** Said or not said. */
    FLAG,
    /** One value. */
    SINGLE,
    /** Entries {@code KEY=VALUE}, any number of them. */
    ENTRIES
  }

  private final Form form;
  private final Class<T> javaType;
  private final String label;
  private final Function<Object, T> reader;
  private final Function<T, Object> writer;

  private OptionType(
      Form form,
      Class<T> javaType,
      String label,
      Function<Object, T> reader,
      Function<T, Object> writer) {
    this.form = form;
    this.javaType = javaType;
    this.label = label;
    this.reader = reader;
    this.writer = writer;
  }

  /** True when said. */
  public static OptionType<Boolean> flag() {
    return new OptionType<>(
        Form.FLAG,
        Boolean.class,
        null,
        plain -> {
          if (plain instanceof Boolean b) {
            return b;
          }
          return switch (String.valueOf(plain).strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new OptionValueException(quoted(plain) + " is neither true nor false");
          };
        },
        v -> v);
  }

  /** Whole numbers that an {@code int} holds. */
  public static OptionType<Integer> wholeNumber(String label) {
    return single(Integer.class, label, plain -> whole(plain, Integer::valueOf), v -> v);
  }

  /** Whole numbers that a {@code long} holds. */
  public static OptionType<Long> longNumber(String label) {
    return single(Long.class, label, plain -> whole(plain, Long::valueOf), v -> v);
  }

  /** Finite numbers. */
  public static OptionType<Double> number(String label) {
    return single(Double.class, label, OptionType::finite, v -> v);
  }

  /** Any text that is not blank. */
  public static OptionType<String> text(String label) {
    return single(String.class, label, OptionType::word, v -> v);
  }

  /** Names, with commas between them; in JSON a list. */
  public static OptionType<List<String>> names(String label) {
    return list(label, text -> List.of(text.split("\\s*,\\s*", -1)));
  }

  /** Texts with commas between, but for commas in quotes of either kind; in JSON a list. */
  public static OptionType<List<String>> texts(String label) {
    return list(label, OptionType::split);
  }

  @SuppressWarnings("unchecked") // what it reads and holds are lists of texts
  private static OptionType<List<String>> list(String label, Function<String, List<String>> split) {
    return single(
        (Class<List<String>>) (Class<?>) List.class,
        label,
        plain -> {
          List<?> parts = plain instanceof List<?> list ? list : split.apply(word(plain));
          return parts.stream().map(OptionType::word).map(String::strip).toList();
        },
        texts -> texts);
  }

  /** A quote begins after a blank or at the beginning: names may have apostrophes. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    char open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = i == 0 || text.charAt(i - 1) == ',' || text.charAt(i - 1) == ' ';
      boolean doubled = open != 0 && i + 1 < text.length() && text.charAt(i + 1) == open;
      if (c == open && doubled) {
        i++; // a quote in quotes
      } else if (open != 0) {
        open = c == open ? 0 : open;
      } else if ((c == '\'' || c == '"') && begins) {
        open = c;
      } else if (c == ',') {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Durations, see {@link Durations}; in JSON their seconds. */
  public static OptionType<Duration> duration(String label) {
    return single(
        Duration.class,
        label,
        plain ->
            plain instanceof Number seconds
                ? Duration.ofNanos(Math.round(1e9 * seconds.doubleValue()))
                : Durations.parse(word(plain)),
        time -> time.getSeconds() + time.getNano() / 1e9);
  }

  /** Names of files. */
  public static OptionType<Path> path(String label) {
    return single(
        Path.class,
        label,
        plain -> {
          try {
            return Path.of(word(plain));
          } catch (InvalidPathException e) {
            throw new OptionValueException("'" + plain + "' is no name of a file", e);
          }
        },
        Path::toString);
  }

  /**
   * One value of any kind.
   *
   * @param label what stands for the value in a help text: {@code N}
   * @param reader from text, or from a plain value; throws {@link OptionValueException}
   * @param writer to a plain value
   */
  public static <T> OptionType<T> single(
      Class<T> javaType, String label, Function<Object, T> reader, Function<T, Object> writer) {
    return new OptionType<>(Form.SINGLE, javaType, Objects.requireNonNull(label), reader, writer);
  }

  /** Texts by name, in the order in which they were said. */
  @SuppressWarnings("unchecked") // there is no class literal of a map of texts
  public static OptionType<Map<String, String>> entries(String label) {
    Class<Map<String, String>> map = (Class<Map<String, String>>) (Class<?>) Map.class;
    return entries(map, label, OptionType::textByName, texts -> texts);
  }

  /**
   * Something made of entries.
   *
   * @param label such as {@code KEY=VALUE}
   * @param reader from entries as written on a command line (texts), or from a plain map
   * @param writer to a plain map
   */
  public static <T> OptionType<T> entries(
      Class<T> javaType,
      String label,
      Function<Map<?, ?>, T> reader,
      Function<T, Map<String, ?>> writer) {
    return new OptionType<>(
        Form.ENTRIES,
        javaType,
        Objects.requireNonNull(label),
        plain -> {
          if (plain instanceof Map<?, ?> map) {
            return reader.apply(map);
          }
          throw new OptionValueException(quoted(plain) + " is no set of " + label);
        },
        writer::apply);
  }

  /** How a value is asked for. */
  public Form form() {
    return form;
  }

  /** The class of values. */
  public Class<T> javaType() {
    return javaType;
  }

  /** What stands for the value in a help text; null for a flag. */
  public String label() {
    return label;
  }

  /**
   * Reads what someone wrote.
   *
   * @throws OptionValueException if it is no such value
   */
  public T parse(String text) {
    return reader.apply(text);
  }

  /** The value as it is written on a command line; entries as their map is shown. */
  public String text(T value) {
    return value instanceof Duration time
        ? Durations.exactly(time)
        : String.valueOf(writer.apply(value));
  }

  /** The value in terms of JSON: a boolean, a number, a text, or a map of such by text. */
  public Object plain(T value) {
    return writer.apply(value);
  }

  /**
   * The value that {@link #plain} gave.
   *
   * @throws OptionValueException if it is no such value
   */
  public T fromPlain(Object plain) {
    return reader.apply(plain);
  }

  private static Map<String, String> textByName(Map<?, ?> entries) {
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((name, value) -> texts.put(word(name), String.valueOf(value)));
    return Collections.unmodifiableMap(texts);
  }

  private static String word(Object plain) {
    if (plain == null || plain instanceof Map || plain.toString().isBlank()) {
      throw new OptionValueException(quoted(plain) + " is no text");
    }
    return plain.toString();
  }

  /** By way of the text, so that 2.5 is refused and not cut. */
  private static <T> T whole(Object plain, Function<String, T> parser) {
    String text = String.valueOf(plain).strip();
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      boolean digits = text.matches("[+-]?[0-9]+");
      throw new OptionValueException(
          quoted(plain) + " is " + (digits ? "too large" : "no whole number"), e);
    }
  }

  private static double finite(Object plain) {
    try {
      double value = Double.parseDouble(String.valueOf(plain).strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as the ones that are not finite.
    }
    throw new OptionValueException(quoted(plain) + " is no number");
  }

  private static String quoted(Object plain) {
    return "'" + plain + "'";
  }
}
