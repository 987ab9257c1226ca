package io.semblance.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers, refused in words that are not Java's. */
final class WholeNumbers {
  private WholeNumbers() {}

  /** Makes a command line read its whole numbers so. */
  static void register(CommandLine line) {
    ITypeConverter<Integer> ints = converter(Integer::valueOf);
    ITypeConverter<Long> longs = converter(Long::valueOf);
    line.registerConverter(Integer.class, ints);
    line.registerConverter(int.class, ints);
    line.registerConverter(Long.class, longs);
    line.registerConverter(long.class, longs);
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text.strip());
      } catch (NumberFormatException e) {
        boolean digits = text.strip().matches("[+-]?[0-9]+");
        throw new TypeConversionException(
            "'" + text + "' is " + (digits ? "too large" : "no whole number"));
      }
    };
  }
}
