package io.semblance.quality;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;

/**
 * The scores of a synthetic table between two lines: the <b>floor</b> (the real table with every
 * column shuffled independently) and the <b>ceiling</b> (held-out real rows scored the same way).
 * Immutable; holds scores, no rows.
 *
 * <pre>{@code
 * QualityReport report = QualityReport.evaluate(real, synthetic, holdout, QualityOptions.defaults());
 * System.out.print(ConsoleSummary.render(report));
 * Files.writeString(Path.of("quality.json"), report.toJson());
 * Files.writeString(Path.of("report.html"), QualityPage.render(report, real, synthetic));
 * }</pre>
 */
public final class QualityReport {

  private final QualityOptions options;
  private final int realRows;
  private final int syntheticRows;
  private final int holdoutRows;
  private final List<String> leftOut;
  private final FidelityScores scores;
  private final Baseline floor;
  private final Baseline ceiling;
  private final Judges judges;
  private final WorstPairs pairs;

  private QualityReport(
      QualityOptions options,
      Table real,
      Table synthetic,
      Table holdoutOrNull,
      FidelityScores scores,
      Baseline floor,
      Baseline ceilingOrNull,
      Judges judgesOrNull,
      WorstPairs pairs) {
    this.options = options;
    this.realRows = real.rows();
    this.syntheticRows = synthetic.rows();
    this.holdoutRows = holdoutOrNull == null ? 0 : holdoutOrNull.rows();
    this.leftOut =
        real.schema().columns().stream()
            .filter(column -> column.type() == ColumnType.ID)
            .map(ColumnSchema::name)
            .toList();
    this.scores = scores;
    this.floor = floor;
    this.ceiling = ceilingOrNull;
    this.judges = judgesOrNull;
    this.pairs = pairs;
  }

  /**
   * Scores {@code synthetic}, and a floor and a ceiling beside it. All tables should have been read
   * with the same schema. The same arguments and seed give the same report.
   *
   * @param real the rows that the synthetic table is to resemble, as a rule the training rows
   * @param synthetic the table to judge
   * @param holdoutOrNull real rows that were kept from training, for the ceiling; when null or
   *     empty, one random half of {@code real} is scored against the other
   * @throws DataException as {@link Fidelity#score} does
   */
  public static QualityReport evaluate(
      Table real, Table synthetic, Table holdoutOrNull, QualityOptions options) {
    if (options.threads() == 0) {
      return evaluated(real, synthetic, holdoutOrNull, options);
    }
    // Parallel streams that are started by a thread of a pool stay within that pool.
    ForkJoinPool pool = new ForkJoinPool(options.threads());
    try {
      return pool.submit(() -> evaluated(real, synthetic, holdoutOrNull, options)).join();
    } finally {
      pool.shutdown();
    }
  }

  private static QualityReport evaluated(
      Table real, Table synthetic, Table holdoutOrNull, QualityOptions options) {
    options.onStep().accept("shape and trend");
    FidelityScores scores = Fidelity.score(real, synthetic);
    Baseline floor = Baseline.floor(real, synthetic.rows(), options.seed());
    Baseline ceiling = Baseline.ceiling(real, holdoutOrNull, options.seed()).orElse(null);
    Judges judges = options.judges() ? Judges.of(real, synthetic, holdoutOrNull, options) : null;
    FidelityScores top = ceiling == null ? null : ceiling.scores();
    WorstPairs pairs = WorstPairs.of(real, synthetic, scores, floor.scores(), top);
    return new QualityReport(
        options, real, synthetic, holdoutOrNull, scores, floor, ceiling, judges, pairs);
  }

  /** The scores of the synthetic table. */
  public FidelityScores scores() {
    return scores;
  }

  /** The scores of the shuffled table. */
  public FidelityScores floor() {
    return floor.scores();
  }

  /** The scores of real data; empty when the real table is too small to be halved. */
  public Optional<FidelityScores> ceiling() {
    return Optional.ofNullable(ceiling).map(Baseline::scores);
  }

  /** What the other judges say; empty when {@link QualityOptions#judges()} is off. */
  public Optional<Judges> judges() {
    return Optional.ofNullable(judges);
  }

  /**
   * What the table may be used for and what not, in sentences with their evidence; empty when
   * {@link QualityOptions#judges()} is off.
   */
  public List<Finding> verdict() {
    return judges == null ? List.of() : Findings.of(this, judges);
  }

  /** All scored columns, ranked by how badly they fail, the worst first. */
  public List<ColumnRank> columns() {
    return ColumnRank.of(this);
  }

  /** The pairs of columns farthest below the ceiling, the worst first, 250 at most. */
  public List<WorstPair> worstPairs() {
    return pairs.pairs();
  }

  /** How many pairs of columns are below the floor, where shuffled columns do better. */
  public int pairsBelowFloor() {
    return pairs.belowFloor();
  }

  /** How many pairs of columns have a score. */
  public int scoredPairs() {
    return pairs.all();
  }

  /** Trend between its lines. */
  Figure trend() {
    return figure(FidelityScores::trendMean);
  }

  /** Mean |delta r| between its lines. */
  Figure delta() {
    return figure(FidelityScores::meanAbsDeltaPearson);
  }

  private Figure figure(ToDoubleFunction<FidelityScores> of) {
    return new Figure(
        of.applyAsDouble(scores),
        of.applyAsDouble(floor()),
        ceiling().map(of::applyAsDouble).orElse(Double.NaN));
  }

  /** How the floor was made, in words. */
  public String floorMadeBy() {
    return floor.madeBy();
  }

  /** How the ceiling was made, in words. */
  public String ceilingMadeBy() {
    return ceiling == null
        ? "none: no held-out rows, and too few real rows to halve"
        : ceiling.madeBy();
  }

  /** Rows of the real table. */
  public int realRows() {
    return realRows;
  }

  /** Rows of the synthetic table. */
  public int syntheticRows() {
    return syntheticRows;
  }

  /** Held-out rows; 0 when there were none. */
  public int holdoutRows() {
    return holdoutRows;
  }

  /** Identifier columns, which are not scored. */
  public List<String> leftOut() {
    return leftOut;
  }

  /** The options that the report was made with. */
  public QualityOptions options() {
    return options;
  }

  /** The metrics of the report, each with its floor and ceiling. */
  List<Metric> metrics() {
    FidelityScores top = ceiling == null ? null : ceiling.scores();
    return List.of(
        Metric.of("shape", true, scores, floor.scores(), top, FidelityScores::shapeMean),
        Metric.of("trend", true, scores, floor.scores(), top, FidelityScores::trendMean),
        Metric.of(
            "trend, own edges", true, scores, floor.scores(), top, FidelityScores::ownEdgesMean),
        Metric.of(
            "mean |delta r|",
            false,
            scores,
            floor.scores(),
            top,
            FidelityScores::meanAbsDeltaPearson));
  }

  /**
   * The report as indented JSON. Keys: {@code shape.mean}, {@code shape.columns}, {@code
   * trend.mean}, {@code trend.own_edges_mean}, {@code trend.pairs}, {@code
   * mean_abs_delta_pearson.value}, each with {@code floor} and {@code ceiling} beside it (for the
   * own edges {@code own_edges_floor} and {@code own_edges_ceiling}); null where a figure is
   * undefined.
   */
  public String toJson() {
    return QualityJson.write(this);
  }
}
