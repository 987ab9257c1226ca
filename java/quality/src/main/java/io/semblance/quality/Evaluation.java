package io.semblance.quality;

import io.semblance.data.Table;
import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The tables of one evaluation: the real and the synthetic one, and those behind the lines. The
 * real table with its columns shuffled makes the floor; real rows against other real rows make the
 * ceiling: the held-out rows against the real table or, without any, one random half of it against
 * the other. Each is made once. Used by one thread at a time.
 */
final class Evaluation {

  /** Fewer rows than this in a third of a table say nothing. */
  static final int FEWEST_ROWS = 30;

  private final Table real;
  private final Table synthetic;
  private final Table holdout;
  private final QualityOptions options;
  private final Table shuffled;
  private final List<Table> halves;
  private Coded coded;

  /**
   * The tables as columns of numbers, in one coding.
   *
   * @param known the real table when held-out rows were given, else one random half of it; null
   *     when there are too few rows
   * @param unseen the held-out rows, else the other half; null with {@code known}
   */
  record Coded(
      FeatureTable real,
      FeatureTable synthetic,
      FeatureTable floor,
      FeatureTable known,
      FeatureTable unseen) {}

  /** What one judge says of the synthetic table, the floor and the ceiling; null is undefined. */
  record Between<R>(R synthetic, R floor, R ceiling) {

    /** One of its figures; NaN where the judge was not asked. */
    Figure figure(ToDoubleFunction<R> figure) {
      return new Figure(orNan(synthetic, figure), orNan(floor, figure), orNan(ceiling, figure));
    }

    private static <R> double orNan(R result, ToDoubleFunction<R> figure) {
      return result == null ? Double.NaN : figure.applyAsDouble(result);
    }
  }

  /**
   * @param holdoutOrNull held-out rows; none when empty
   */
  Evaluation(Table real, Table synthetic, Table holdoutOrNull, QualityOptions options) {
    this.real = real;
    this.synthetic = synthetic;
    this.holdout = holdoutOrNull == null || holdoutOrNull.rows() == 0 ? null : holdoutOrNull;
    this.options = options;
    this.shuffled = Baseline.shuffled(real, synthetic.rows(), options.seed());
    this.halves =
        holdout == null ? Baseline.halves(real, options.seed()).orElse(List.of()) : List.of();
  }

  Table real() {
    return real;
  }

  Table synthetic() {
    return synthetic;
  }

  /** The held-out rows, at least one; empty when none were given. */
  Optional<Table> holdout() {
    return Optional.ofNullable(holdout);
  }

  /** The real table with every column shuffled alone, at most as many rows as synthetic ones. */
  Table shuffled() {
    return shuffled;
  }

  /** Two random halves of the real table; empty with held-out rows, or with too few to halve. */
  List<Table> halves() {
    return halves;
  }

  QualityOptions options() {
    return options;
  }

  long seed() {
    return options.seed();
  }

  /** Says what is being computed now. */
  void step(String words) {
    options.onStep().accept(words);
  }

  /** The tables in one coding. */
  Coded coded() {
    if (coded == null) {
      List<Table> tables = new ArrayList<>(List.of(real, synthetic, shuffled));
      holdout().ifPresent(tables::add);
      tables.addAll(halves);
      List<FeatureTable> aligned = FeatureTable.align(real, tables);
      boolean none = aligned.size() == 3;
      FeatureTable known = none ? null : aligned.get(holdout == null ? 3 : 0);
      FeatureTable unseen = none ? null : aligned.get(holdout == null ? 4 : 3);
      coded = new Coded(aligned.get(0), aligned.get(1), aligned.get(2), known, unseen);
    }
    return coded;
  }

  /**
   * Asks a judge three times, with (real, synthetic), (real, shuffled) and (known, unseen). A pair
   * in which a table has fewer than {@value #FEWEST_ROWS} rows, or identifiers alone, is not
   * judged.
   */
  <R> Between<R> between(BiFunction<FeatureTable, FeatureTable, R> judge) {
    Coded tables = coded();
    List<FeatureTable> left = Arrays.asList(tables.real, tables.real, tables.known);
    List<FeatureTable> right = Arrays.asList(tables.synthetic, tables.floor, tables.unseen);
    List<R> said = new ArrayList<>(Collections.nCopies(3, null));
    List<R> shared = Collections.synchronizedList(said);
    IntStream.range(0, 3)
        .parallel()
        .filter(i -> left.get(i) != null && left.get(i).width() > 0)
        .filter(i -> Math.min(left.get(i).rows(), right.get(i).rows()) >= FEWEST_ROWS)
        .forEach(i -> shared.set(i, judge.apply(left.get(i), right.get(i))));
    return new Between<>(said.get(0), said.get(1), said.get(2));
  }

  /** Where the held-out rows came from, in words. */
  String holdoutMadeBy() {
    return holdout != null
        ? "given"
        : halves.isEmpty()
            ? "none: too few real rows"
            : "none given: models are trained on one random half of the real table and tested on"
                + " the other, which the synthetic table may have been learnt from";
  }
}
