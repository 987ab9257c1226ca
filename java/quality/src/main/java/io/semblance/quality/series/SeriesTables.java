package io.semblance.quality.series;

import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.Table;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.quality.features.DenseEncoder;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.features.RandomRows;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences of a real and of a synthetic table, cut into windows, with their features in one
 * coding. Entity, time and static columns and identifiers are no features.
 */
final class SeriesTables {

  /** Windows of a side that are judged at most, spread evenly. */
  static final int MOST_WINDOWS = 10_000;

  /** Steps of a window when whole sequences are asked for. */
  private static final int USUAL_STEPS = 24;

  /** Steps of a window that are judged at most, the first ones. */
  static final int MOST_STEPS = 100;

  /** Fewer synthetic windows than this are cut as densely as the real ones. */
  private static final int FEW = 500;

  private static final int MOST_LABELS = 20;

  /** Columns of labels of all features together, so that many features get fewer labels each. */
  private static final int MOST_LABEL_COLUMNS = 60;

  final Timing realTiming;
  final Timing syntheticTiming;
  final List<Feature> features;
  final int length;
  final FeatureTable real;
  final FeatureTable synthetic;

  /** The real rows with each feature shuffled alone. */
  final FeatureTable shuffled;

  final Cuts realCuts;
  final Cuts syntheticCuts;

  /** The real, synthetic and shuffled rows for the judges. */
  final float[] realCells;

  final float[] syntheticCells;
  final float[] shuffledCells;
  final int width;

  /** Where the last number of the features is among the judges' columns; -1 without one. */
  final int target;

  private final int last;

  SeriesTables(Sequences known, Sequences made, long seed) {
    SeriesSpec spec = known.spec();
    realTiming = Timing.of(known);
    syntheticTiming = Timing.of(made);

    List<String> names =
        known.features().stream()
            .filter(name -> known.table().column(name).schema().type() != ColumnType.ID)
            .toList();
    Table reference = known.table().selectColumns(names);
    List<FeatureTable> aligned =
        FeatureTable.align(reference, List.of(reference, made.table().selectColumns(names)));
    real = aligned.get(0);
    synthetic = aligned.get(1);
    shuffled = shuffled(real, seed);
    features = real.features();

    int longest = Arrays.stream(realTiming.rows()).mapToInt(rows -> rows.length).max().orElse(1);
    int asked = spec.length() > 0 ? spec.length() : Math.min(USUAL_STEPS, longest);
    length = Math.min(asked, MOST_STEPS);
    Cuts apart = Cuts.of(syntheticTiming.rows(), length, asked, MOST_WINDOWS);
    boolean few = apart.places().size() < FEW && !spec.sequenceBy().isEmpty();
    syntheticCuts =
        few ? Cuts.of(syntheticTiming.rows(), length, spec.stride(), MOST_WINDOWS) : apart;
    Cuts anyTime = Cuts.of(realTiming.rows(), length, spec.stride(), MOST_WINDOWS);
    realCuts =
        Phases.of(known, made, syntheticCuts)
            .map(p -> Cuts.of(realTiming.rows(), length, spec.stride(), MOST_WINDOWS, p))
            .filter(cuts -> cuts.places().size() >= Phases.FEWEST)
            .orElse(anyTime);

    long ofLabels = features.stream().filter(Feature::categorical).count();
    int each = (int) Math.max(1, Math.min(MOST_LABELS, MOST_LABEL_COLUMNS / Math.max(1, ofLabels)));
    DenseEncoder encoder = DenseEncoder.fit(real, DenseEncoder.Scaling.MIN_MAX, each);
    width = encoder.width();
    realCells = encoder.encode(real).cells();
    syntheticCells = encoder.encode(synthetic).cells();
    shuffledCells = encoder.encode(shuffled).cells();
    last = lastNumber();
    target = last < 0 ? -1 : encoder.offset(last);
  }

  private int lastNumber() {
    for (int k = features.size() - 1; k >= 0; k--) {
      if (!features.get(k).categorical()) {
        return k;
      }
    }
    return -1;
  }

  /** The feature that is predicted; empty without any. */
  String targetName() {
    return last < 0 ? "" : features.get(last).name();
  }

  private static FeatureTable shuffled(FeatureTable table, long seed) {
    double[][] columns = new double[table.width()][];
    for (int k = 0; k < columns.length; k++) {
      double[] column = table.column(k);
      int[] order = RandomRows.permutation(column.length, Hash.mix(seed) + k);
      columns[k] = Arrays.stream(order).mapToDouble(i -> column[i]).toArray();
    }
    return FeatureTable.of(table.features(), columns);
  }

  /** Real windows of the judges. */
  Windows realWindows() {
    return new Windows(realCells, width, realCuts.rows());
  }

  /** Synthetic ones. */
  Windows syntheticWindows() {
    return new Windows(syntheticCells, width, syntheticCuts.rows());
  }

  /** Columns of a table of features. */
  static double[][] columns(FeatureTable table) {
    double[][] columns = new double[table.width()][];
    Arrays.setAll(columns, table::column);
    return columns;
  }

  /** Which features are labels. */
  boolean[] labels() {
    boolean[] labels = new boolean[features.size()];
    for (int k = 0; k < labels.length; k++) {
      labels[k] = features.get(k).categorical();
    }
    return labels;
  }
}
