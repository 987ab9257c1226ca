package io.semblance.synth;

import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.option.FitOption;
import java.util.List;

/** The options of {@link FitCatalogue#SERIES} as one specification, and back. */
final class SeriesOptions {
  /** Steps of a window of a table that is one sequence: a day of hours, and TimeGAN's own. */
  private static final int DEFAULT_LENGTH = 24;

  private SeriesOptions() {}

  /** What they say of rows; null if nothing. */
  static SeriesSpec spec(FitOptions options) {
    List<String> by = names(options, FitCatalogue.SEQUENCE_BY);
    List<String> time = names(options, FitCatalogue.TIME);
    Integer length = options.get(FitCatalogue.LENGTH);
    Integer stride = options.get(FitCatalogue.STRIDE);
    if (by.isEmpty() && time.isEmpty() && length == null) {
      return null;
    }
    return SeriesSpec.builder()
        .sequenceBy(by)
        .time(time)
        .statics(names(options, FitCatalogue.STATIC))
        .length(length != null ? length : by.isEmpty() ? DEFAULT_LENGTH : 0)
        .stride(stride == null ? 1 : stride)
        .build();
  }

  private static List<String> names(FitOptions options, FitOption<List<String>> option) {
    List<String> names = options.get(option);
    return names == null ? List.of() : names;
  }

  /** Sets them; what is left to defaults is not written out. */
  static FitOptions.Builder put(FitOptions.Builder options, SeriesSpec specOrNull) {
    if (specOrNull == null) {
      FitCatalogue.SERIES.forEach(option -> options.set(option, null));
      return options;
    }
    return options
        .set(FitCatalogue.SEQUENCE_BY, some(specOrNull.sequenceBy()))
        .set(FitCatalogue.TIME, some(specOrNull.time()))
        .set(FitCatalogue.STATIC, some(specOrNull.statics()))
        .set(FitCatalogue.LENGTH, specOrNull.length() == 0 ? null : specOrNull.length())
        .set(FitCatalogue.STRIDE, specOrNull.stride() == 1 ? null : specOrNull.stride());
  }

  private static List<String> some(List<String> names) {
    return names.isEmpty() ? null : names;
  }

  /**
   * Refuses what means nothing without the others.
   *
   * @throws IllegalArgumentException naming the option
   */
  static void check(FitOptions options) {
    for (FitOption<?> of : List.of(FitCatalogue.STATIC, FitCatalogue.STRIDE)) {
      if (options.get(of) != null && options.series() == null) {
        throw new IllegalArgumentException(
            of + " is of sequences: say --sequence-by, --time or --length too");
      }
    }
  }
}
