package io.semblance.data.encode;

import io.semblance.data.Column;
import io.semblance.data.Encoding;

/**
 * Picks and fits the encoder of a column: the one asked for, or the one that its values call for.
 */
final class EncoderChooser {
  /** A lattice is learnt only where each of its numbers occurs often enough, on average. */
  private static final int ROWS_PER_WHOLE_NUMBER = 5;

  private static final int ROWS_PER_NUMBER = 20;

  /** Below this many values a mixture has nothing to hold on to. */
  private static final int ROWS_FOR_MODES = 200;

  private final EncoderOptions options;

  EncoderChooser(EncoderOptions options) {
    this.options = options;
  }

  ColumnEncoder fit(Column column) {
    ColumnSample sample = new ColumnSample(column, options);
    ColumnEncoder nothing = nothingToLearn(sample);
    if (nothing instanceof ConstantEncoder) {
      return nothing;
    }
    String wanted = options.encoders().get(column.name());
    if (wanted != null) {
      return EncoderMethod.asked(wanted, column.schema()).fitter().fit(sample, "as asked");
    }
    return switch (column.schema().kind().encoding()) {
      case IDENTIFIERS -> IdEncoder.fit(sample);
      case LABELS -> labels(sample);
      case REAL -> numbers(sample, ROWS_PER_NUMBER, this::onLine);
      case WHOLE -> numbers(sample, ROWS_PER_WHOLE_NUMBER, this::onLine);
      case CYCLIC -> numbers(sample, ROWS_PER_WHOLE_NUMBER, this::onCircle);
    };
  }

  /**
   * The encoder of a column that takes no room in a row; null where there is something to learn.
   */
  static ColumnEncoder nothingToLearn(ColumnSample sample) {
    String constant = whyConstant(sample);
    if (constant != null) {
      return ConstantEncoder.fit(sample, constant);
    }
    return sample.schema().kind().encoding() == Encoding.IDENTIFIERS ? IdEncoder.fit(sample) : null;
  }

  /** Why there is nothing to learn in the column; null when there is. */
  private static String whyConstant(ColumnSample sample) {
    Column column = sample.column();
    int values =
        switch (column.schema().type().cells()) {
          case NUMBERS -> sample.distinct().length;
          case LABELS -> column.schema().categories().size();
          case IDENTIFIERS -> Integer.MAX_VALUE;
        };
    boolean learnt = values != Integer.MAX_VALUE;
    if (learnt && column.missingCount() == column.size()) {
      return "no cell has a value";
    }
    return values == 1 && column.missingCount() == 0 ? "all cells are the same" : null;
  }

  private ColumnEncoder labels(ColumnSample sample) {
    int most = options.maxOneHot();
    return sample.schema().categories().size() <= most
        ? OneHotEncoder.fit(sample, "at most " + most + " labels")
        : CompactCodeEncoder.fit(sample, "more than " + most + " labels");
  }

  private ColumnEncoder numbers(ColumnSample sample, int rowsPerValue, Fit fit) {
    int distinct = sample.distinct().length;
    long needed = (long) rowsPerValue * distinct;
    if (distinct == 1 || (distinct <= options.maxLattice() && sample.present().length >= needed)) {
      return OneHotEncoder.ofNumbers(sample, distinct + " distinct values: a lattice");
    }
    double[] spikes = sample.spikes();
    double[] rest = sample.without(spikes);
    if (rest.length == 0) {
      return OneHotEncoder.ofNumbers(sample, "nothing but spikes");
    }
    String reason = spikes.length == 0 ? "no spikes" : "spikes at " + list(spikes);
    Normalisation scale = fit.scale(rest, sample);
    return new ContinuousEncoder(
        sample.schema(),
        scale,
        spikes,
        sample.missing(),
        reason + (scale.modes() > 1 ? ", several peaks" : ", one peak"));
  }

  /** Finds the scale of the numbers of a column that are no spikes. */
  private interface Fit {
    Normalisation scale(double[] data, ColumnSample sample);
  }

  private Normalisation onLine(double[] data, ColumnSample sample) {
    boolean peaks = data.length >= ROWS_FOR_MODES && options.maxModes() > 1 && Valley.in(data);
    return peaks ? ModeScale.fit(data, sample) : QuantileScale.fit(data);
  }

  private Normalisation onCircle(double[] data, ColumnSample sample) {
    double period = sample.schema().numeric().period();
    return CircularScale.fit(data, period, line -> onLine(line, sample));
  }

  private static String list(double[] spikes) {
    StringBuilder text = new StringBuilder();
    for (double spike : spikes) {
      text.append(text.length() == 0 ? "" : ", ");
      text.append(spike == Math.rint(spike) ? String.valueOf((long) spike) : String.valueOf(spike));
    }
    return text.toString();
  }
}
