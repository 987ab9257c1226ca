package io.semblance.quality;

import io.semblance.data.Table;
import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * The tables of one evaluation in one coding: the real and the synthetic one, and two more pairs
 * for the lines. The real table with its columns shuffled makes the floor; {@code known} and {@code
 * unseen}, real rows against other real rows, make the ceiling.
 *
 * @param known the real table when held-out rows were given, else one random half of it; null when
 *     there are too few rows
 * @param unseen the held-out rows, else the other half; null with {@code known}
 * @param heldOut whether held-out rows were given
 */
record Contest(
    FeatureTable real,
    FeatureTable synthetic,
    FeatureTable floor,
    FeatureTable known,
    FeatureTable unseen,
    boolean heldOut) {

  static Contest of(Table real, Table synthetic, Table holdoutOrNull, long seed) {
    Table shuffled = Baseline.shuffled(real, synthetic.rows(), seed);
    boolean heldOut = holdoutOrNull != null && holdoutOrNull.rows() > 0;
    List<Table> tables = new ArrayList<>(List.of(real, synthetic, shuffled));
    Optional<List<Table>> halves = heldOut ? Optional.empty() : Baseline.halves(real, seed);
    if (heldOut) {
      tables.add(holdoutOrNull);
    }
    halves.ifPresent(tables::addAll);
    List<FeatureTable> aligned = FeatureTable.align(real, tables);
    FeatureTable known = heldOut ? aligned.get(0) : halves.isPresent() ? aligned.get(3) : null;
    FeatureTable unseen = heldOut ? aligned.get(3) : halves.isPresent() ? aligned.get(4) : null;
    return new Contest(aligned.get(0), aligned.get(1), aligned.get(2), known, unseen, heldOut);
  }

  /** What one judge says of the synthetic table, the floor and the ceiling; null is undefined. */
  record Verdicts<R>(R synthetic, R floor, R ceiling) {}

  /**
   * Asks a judge three times, with (real, synthetic), (real, shuffled) and (known, unseen).
   *
   * @param fewestRows a pair in which a table has fewer rows is not judged
   */
  <R> Verdicts<R> ask(int fewestRows, BiFunction<FeatureTable, FeatureTable, R> judge) {
    List<FeatureTable> left = Arrays.asList(real, real, known);
    List<FeatureTable> right = Arrays.asList(synthetic, floor, unseen);
    List<R> said = new ArrayList<>(Collections.nCopies(3, null));
    List<R> shared = Collections.synchronizedList(said);
    IntStream.range(0, 3)
        .parallel()
        .filter(i -> left.get(i) != null)
        .filter(i -> Math.min(left.get(i).rows(), right.get(i).rows()) >= fewestRows)
        .forEach(i -> shared.set(i, judge.apply(left.get(i), right.get(i))));
    return new Verdicts<>(said.get(0), said.get(1), said.get(2));
  }
}
