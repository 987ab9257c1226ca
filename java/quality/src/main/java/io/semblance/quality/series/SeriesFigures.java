package io.semblance.quality.series;

import io.semblance.data.DataException;
import io.semblance.data.Hash;
import io.semblance.data.Table;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.quality.features.RandomRows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Every figure about the series of a synthetic table; NaN where one is not defined.
 *
 * @param unreadable why the synthetic table has no series; empty when it has, else nothing else is
 *     told
 * @param length steps of a window that was judged
 * @param realWindows how many real windows there are
 * @param syntheticWindows how many synthetic ones
 * @param realSequences entities of the real table
 * @param syntheticSequences entities of the synthetic one
 * @param discriminative |accuracy - .5| of a recurrent judge
 * @param byTime the same of windows split by time, of the synthetic table alone
 * @param predictive mean absolute error, a step ahead, on real windows
 * @param target the feature that is predicted; empty without any
 * @param autocorrelation mean absolute difference
 * @param byFeature the same of each feature, synthetic table alone, in table order
 * @param crossCorrelation mean absolute difference over pairs
 * @param changes mean distance of changes from step to step
 * @param lengths distance of the lengths of sequences
 * @param intervals distance of the distances of times
 * @param missingRuns distance of the lengths of runs of missing cells
 * @param missingShare difference of the shares of missing cells
 * @param notLater share of synthetic rows that are not later than the one before
 * @param realNotLater the same of the real table
 * @param timed whether there is a time at all
 * @param looks what a page shows; null when unreadable
 */
public record SeriesFigures(
    String unreadable,
    int length,
    int realWindows,
    int syntheticWindows,
    int realSequences,
    int syntheticSequences,
    Judged discriminative,
    Spread byTime,
    Judged predictive,
    String target,
    Lines autocorrelation,
    Map<String, Double> byFeature,
    Lines crossCorrelation,
    Lines changes,
    Lines lengths,
    Lines intervals,
    Lines missingRuns,
    double missingShare,
    double notLater,
    double realNotLater,
    boolean timed,
    SeriesLooks looks) {

  /** A figure of the synthetic table, the shuffled one, and real halves. */
  public record Lines(double value, double floor, double ceiling) {
    static final Lines UNDEFINED = new Lines(Double.NaN, Double.NaN, Double.NaN);
  }

  /** Mean and standard deviation over seeds. */
  public record Spread(double mean, double deviation) {
    static Spread of(double[] values) {
      return new Spread(Samples.mean(values), Samples.deviation(values));
    }
  }

  /** What a judge says, each over seeds. */
  public record Judged(Spread value, Spread floor, Spread ceiling) {
    static Judged of(double[][] said) {
      return new Judged(Spread.of(said[0]), Spread.of(said[1]), Spread.of(said[2]));
    }
  }

  /**
   * The discriminative score alone, to choose among models by.
   *
   * @param seeds how often the judge is trained; the mean counts
   * @return 0 to .5; NaN with too few windows
   */
  public static double discriminativeScore(
      Table realTable, Table syntheticTable, SeriesSpec spec, long seed, int seeds) {
    Sequences known = Sequences.of(realTable, spec, note -> {});
    SeriesTables tables = new SeriesTables(known, like(known, syntheticTable), seed);
    return IntStream.range(0, seeds)
        .parallel()
        .mapToDouble(
            i -> Discrimination.score(tables.realWindows(), tables.syntheticWindows(), seed + i))
        .average()
        .orElse(Double.NaN);
  }

  /** Sequences of a synthetic table, by the time of the real one. */
  private static Sequences like(Sequences known, Table syntheticTable) {
    // Whether statics hold in the synthetic table too is not asked here.
    SeriesSpec bare = known.spec().toBuilder().statics(List.of()).build();
    return Sequences.of(syntheticTable, bare, known.axis().orElse(null), note -> {});
  }

  /**
   * Judges a synthetic table as series.
   *
   * @param seeds how often each judge is trained
   * @throws DataException when the real table cannot be read as sequences
   */
  public static SeriesFigures of(
      Table realTable, Table syntheticTable, SeriesSpec spec, long seed, int seeds) {
    Sequences known = Sequences.of(realTable, spec, note -> {});
    Sequences made;
    try {
      made = like(known, syntheticTable);
    } catch (DataException e) {
      return unreadable(e.getMessage());
    }
    SeriesTables tables = new SeriesTables(known, made, seed);
    boolean entities = !spec.sequenceBy().isEmpty();
    JudgeScores judges = JudgeScores.of(tables, seed, seeds);

    boolean[] labels = tables.labels();
    double[][] columns = SeriesTables.columns(tables.real);
    double[][] shuffledColumns = SeriesTables.columns(tables.shuffled);
    double[][] syntheticColumns = SeriesTables.columns(tables.synthetic);
    int[][] windows = tables.realCuts.rows();
    int[][][] halves = halves(windows, seed);
    boolean halved = halves[0].length >= Discrimination.FEWEST;
    Dynamics real = Dynamics.of(columns, labels, windows);
    Dynamics synthetic = Dynamics.of(syntheticColumns, labels, tables.syntheticCuts.rows());
    Dynamics floor = Dynamics.of(shuffledColumns, labels, windows);
    Dynamics half = halved ? Dynamics.of(columns, labels, halves[0]) : null;
    Dynamics other = halved ? Dynamics.of(columns, labels, halves[1]) : null;
    double[] differences = real.autocorrelationDifferences(synthetic);
    Map<String, Double> byFeature = new LinkedHashMap<>();
    for (int k = 0; k < differences.length; k++) {
      byFeature.put(tables.features.get(k).name(), differences[k]);
    }

    MissingRuns gaps = MissingRuns.of(columns, tables.realTiming.rows());
    MissingRuns madeGaps = MissingRuns.of(syntheticColumns, tables.syntheticTiming.rows());
    MissingRuns floorGaps = MissingRuns.of(shuffledColumns, tables.realTiming.rows());
    return new SeriesFigures(
        "",
        tables.length,
        windows.length,
        tables.syntheticCuts.places().size(),
        known.count(),
        made.count(),
        Judged.of(judges.discriminative()),
        Spread.of(judges.byTime()),
        Judged.of(judges.predictive()),
        tables.targetName(),
        new Lines(
            Samples.mean(differences),
            Samples.mean(real.autocorrelationDifferences(floor)),
            halved ? Samples.mean(half.autocorrelationDifferences(other)) : Double.NaN),
        byFeature,
        new Lines(
            real.crossCorrelationDifference(synthetic),
            real.crossCorrelationDifference(floor),
            halved ? half.crossCorrelationDifference(other) : Double.NaN),
        new Lines(
            real.changeDistance(synthetic),
            real.changeDistance(floor),
            halved ? half.changeDistance(other) : Double.NaN),
        entities
            ? apart(
                upTo(spec.length(), tables.realTiming.lengths()),
                upTo(spec.length(), tables.syntheticTiming.lengths()),
                seed)
            : Lines.UNDEFINED,
        apart(tables.realTiming.intervals(), tables.syntheticTiming.intervals(), seed),
        new Lines(gaps.distance(madeGaps), gaps.distance(floorGaps), gaps.halvesApart(seed)),
        gaps.shareDifference(madeGaps),
        tables.syntheticTiming.notLaterShare(),
        tables.realTiming.notLaterShare(),
        known.axis().isPresent(),
        SeriesLooks.of(tables, real, synthetic, differences, entities, seed));
  }

  /** A model of windows draws no longer sequences, so beyond a window lengths say nothing. */
  private static double[] upTo(int window, double[] lengths) {
    return window == 0
        ? lengths
        : Arrays.stream(lengths).map(length -> Math.min(window, length)).toArray();
  }

  /** Shuffling columns leaves lengths and times alone, so there is no floor. */
  private static Lines apart(double[] real, double[] synthetic, long seed) {
    double value = Samples.ks(Samples.distribution(real), Samples.distribution(synthetic));
    return new Lines(value, Double.NaN, Samples.halvesApart(real, seed));
  }

  private static int[][][] halves(int[][] windows, long seed) {
    int[] order = RandomRows.permutation(windows.length, Hash.mix(seed));
    int half = order.length / 2;
    int[][][] out = new int[2][][];
    out[0] = Arrays.stream(order, 0, half).mapToObj(w -> windows[w]).toArray(int[][]::new);
    out[1] =
        Arrays.stream(order, half, order.length).mapToObj(w -> windows[w]).toArray(int[][]::new);
    return out;
  }

  private static SeriesFigures unreadable(String why) {
    double nan = Double.NaN;
    Spread none = new Spread(nan, nan);
    Judged silent = new Judged(none, none, none);
    Lines undefined = Lines.UNDEFINED;
    return new SeriesFigures(
        why, 0, 0, 0, 0, 0, silent, none, silent, "", undefined, Map.of(), undefined, undefined,
        undefined, undefined, undefined, nan, nan, nan, false, null);
  }
}
