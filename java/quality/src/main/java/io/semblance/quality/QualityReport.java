package io.semblance.quality;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

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
  private final String holdoutMadeBy;
  private final List<String> leftOut;
  private final FidelityScore fidelity;
  private final List<Score> all;
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final List<ColumnRank> columns;
  private final List<Uses> uses;
  private final List<Finding> verdict;

  private QualityReport(Evaluation tables, List<Score> all) {
    this.options = tables.options();
    this.realRows = tables.real().rows();
    this.syntheticRows = tables.synthetic().rows();
    this.holdoutRows = tables.holdout().map(Table::rows).orElse(0);
    this.holdoutMadeBy = tables.holdoutMadeBy();
    this.leftOut =
        tables.real().schema().columns().stream()
            .filter(column -> column.type() == ColumnType.ID)
            .map(ColumnSchema::name)
            .toList();
    this.all = all;
    this.fidelity = score(FidelityScore.class).orElseThrow();
    for (Score score : all) {
      for (Metric metric : score.metrics()) {
        if (!metric.key().isEmpty() && figures.put(metric.key(), metric.figure()) != null) {
          throw new IllegalStateException("two scores call a figure " + metric.key());
        }
      }
    }
    // From here on scores look one another up in the report.
    this.columns = ColumnRank.of(this);
    Findings found = new Findings();
    all.forEach(score -> score.findings(found, this));
    List<Finding> told = new ArrayList<>(found.told());
    this.uses = options.judges() ? Uses.of(told) : List.of();
    if (options.judges()) {
      told.add(0, Uses.sentence(uses));
    }
    this.verdict = List.copyOf(told);
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
    return evaluate(real, synthetic, holdoutOrNull, options, Scores.ALL);
  }

  /** The same by other scores than those of the catalogue, which must begin with fidelity. */
  static QualityReport evaluate(
      Table real,
      Table synthetic,
      Table holdoutOrNull,
      QualityOptions options,
      List<Scores.Entry> scores) {
    if (options.threads() == 0) {
      return evaluated(real, synthetic, holdoutOrNull, options, scores);
    }
    // Parallel streams that are started by a thread of a pool stay within that pool.
    ForkJoinPool pool = new ForkJoinPool(options.threads());
    try {
      return pool.submit(() -> evaluated(real, synthetic, holdoutOrNull, options, scores)).join();
    } finally {
      pool.shutdown();
    }
  }

  private static QualityReport evaluated(
      Table real,
      Table synthetic,
      Table holdoutOrNull,
      QualityOptions options,
      List<Scores.Entry> scores) {
    if (options.judges() && options.target() != null) {
      real.schema().indexOf(options.target()); // a wrong name is an error, however few rows
    }
    Evaluation tables = new Evaluation(real, synthetic, holdoutOrNull, options);
    return new QualityReport(tables, Scores.ask(scores, tables));
  }

  /** Shape, trend and correlations of the synthetic table. */
  public FidelityScores scores() {
    return fidelity.scores();
  }

  /** The same of the shuffled table. */
  public FidelityScores floor() {
    return fidelity.floor().scores();
  }

  /** The same of real data; empty when the real table is too small to be halved. */
  public Optional<FidelityScores> ceiling() {
    return Optional.ofNullable(fidelity.ceiling()).map(Baseline::scores);
  }

  /**
   * Every figure between its lines, by its key in JSON, such as {@code
   * detection.boosted_trees.auc}, {@code privacy.dcr_share} or {@code trend.mean}; {@code
   * docs/scores.md} lists them. In the order of the JSON; cannot be changed. Scores that had too
   * few rows, or were not asked as {@link QualityOptions#judges()} is off, are NaN or lacking.
   */
  public Map<String, Figure> figures() {
    return Collections.unmodifiableMap(figures);
  }

  /**
   * One of the {@link #figures()}.
   *
   * @throws IllegalArgumentException if the report has no such figure
   */
  public Figure figure(String key) {
    Figure figure = figures.get(key);
    if (figure == null) {
      throw new IllegalArgumentException(
          "the report has no figure \"" + key + "\"; it has " + figures.keySet());
    }
    return figure;
  }

  /**
   * What the table may be used for and what not, in sentences with their evidence: first the one
   * that sums up, then the findings, bad news before good. When {@link QualityOptions#judges()} is
   * off nothing is summed up, and there are hardly any.
   */
  public List<Finding> verdict() {
    return verdict;
  }

  /** All scored columns, ranked by how badly they fail, the worst first. */
  public List<ColumnRank> columns() {
    return columns;
  }

  /** The pairs of columns farthest below the ceiling, the worst first, 250 at most. */
  public List<WorstPair> worstPairs() {
    return fidelity.pairs().pairs();
  }

  /** How many pairs of columns are below the floor, where shuffled columns do better. */
  public int pairsBelowFloor() {
    return fidelity.pairs().belowFloor();
  }

  /** How many pairs of columns have a score. */
  public int scoredPairs() {
    return fidelity.pairs().all();
  }

  FidelityScore fidelity() {
    return fidelity;
  }

  /** Every score, in the order of the catalogue. */
  List<Score> all() {
    return all;
  }

  /** The score of a kind; empty when it was not asked. */
  <S extends Score> Optional<S> score(Class<S> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The figures that are shown in one part. */
  List<Metric> metrics(Metric.Part part) {
    return all.stream()
        .flatMap(score -> score.metrics().stream())
        .filter(metric -> metric.part() == part)
        .toList();
  }

  /** What the table is fit for; empty when {@link QualityOptions#judges()} is off. */
  List<Uses> uses() {
    return uses;
  }

  /** How the floor was made, in words. */
  public String floorMadeBy() {
    return fidelity.floor().madeBy();
  }

  /** How the ceiling was made, in words. */
  public String ceilingMadeBy() {
    return fidelity.ceiling() == null
        ? "none: no held-out rows, and too few real rows to halve"
        : fidelity.ceiling().madeBy();
  }

  /** Where the held-out rows came from, in words. */
  public String holdoutMadeBy() {
    return holdoutMadeBy;
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

  /**
   * The report as indented JSON. Keys: those of {@link #figures()}, each with {@code floor} and
   * {@code ceiling} beside it (for the own edges {@code own_edges_floor} and {@code
   * own_edges_ceiling}; null where a figure is undefined), the verdict, and more; {@code
   * docs/scores.md} lists them all.
   */
  public String toJson() {
    return QualityJson.write(this);
  }
}
