package io.semblance.data.encode;

import io.semblance.data.Spread;
import io.semblance.data.encode.WithinBins.Expert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for experts on where in its bin a number lies, one after the other, as long as each makes
 * rows that it has not seen more likely. Which cells it looks at is found by trying: the cell that
 * is nearest to being the number, a linear function of all, or none; and groups by each of the
 * columns that have most to do with it.
 */
final class WithinBinsFit {
  /** Rows by which experts are found, and those that the last ones are made of. */
  private static final int ROWS_TO_SEARCH = 16_000;

  private static final int USUAL_COLUMNS = 50;
  private static final double LEAST_PART = .125;
  private static final int FEWEST_TO_SEARCH = 400;
  private static final int ROWS_TO_FIT = 100_000;

  /** One row in so many judges. */
  private static final int JUDGES = 4;

  private static final int MOST_EXPERTS = 3;

  /** Nats a row that an expert must bring, and standard errors that it must be above nothing. */
  private static final double LEAST_GAIN = .01;

  private static final double STANDARD_ERRORS = 4;

  private static final int MOST_GROUPINGS = 8;
  private static final int MOST_KNOTS = 4_096;
  private static final int ROWS_A_KNOT = 16;
  private static final int ROUNDS = 30;
  private static final double LEAST_SHARE = .02;
  private static final double PRIOR_ROWS = 20;
  private static final double LEAST = 1e-12;

  private final RowCells cells;
  private final int column;
  private final NumberBins bins;
  private final int[] rows;
  private final Association association;
  private final int[] fitted;
  private final int[] judging;
  private final double step;
  private final int knotsOfAll;

  /** What the judging rows' cells and bins weigh so far. */
  private final double[] cell;

  private final double[] bin;

  /**
   * @param rows of the table in which the column's number is in a bin, evenly spread
   * @param association what other columns have to do with this one
   */
  WithinBinsFit(RowCells cells, int column, NumberBins bins, int[] rows, Association association) {
    this.cells = cells;
    this.column = column;
    this.bins = bins;
    this.rows = rows;
    this.association = association;
    // Of wide tables less is looked at and kept: time and memory grow with the columns alone.
    double part = Math.min(1, USUAL_COLUMNS / (double) association.columns());
    this.knotsOfAll = (int) (MOST_KNOTS * Math.max(LEAST_PART, part));
    int[] some = Spread.of(rows, (int) (ROWS_TO_SEARCH * Math.max(LEAST_PART, part)));
    this.judging = some(some, true);
    this.fitted = some(some, false);
    this.step = bins.step();
    this.cell = new double[judging.length];
    this.bin = new double[judging.length];
    for (int i = 0; i < judging.length; i++) {
      cell[i] = bins.mass(value(judging[i]));
      bin[i] = bins.mass(bins.range(bins.of(value(judging[i]))));
    }
  }

  private static int[] some(int[] rows, boolean judging) {
    int[] out = new int[rows.length];
    int n = 0;
    for (int i = 0; i < rows.length; i++) {
      if (i % JUDGES == 0 == judging) {
        out[n++] = rows[i];
      }
    }
    return Arrays.copyOf(out, n);
  }

  private double value(int row) {
    return cells.at(column, row);
  }

  /**
   * An expert that was tried.
   *
   * @param cell what the judging rows' cells weigh with it
   * @param bin and their bins
   */
  private record Tried(Expert expert, double gain, double[] cell, double[] bin) {}

  WithinBins fit() {
    if (fitted.length + judging.length < FEWEST_TO_SEARCH) {
      return WithinBins.none();
    }
    List<LinearReference> references = association.references();
    List<Expert> experts = new ArrayList<>();
    int[] all = Spread.of(rows, ROWS_TO_FIT);
    while (experts.size() < MOST_EXPERTS) {
      Tried best = best(references);
      if (best == null) {
        break;
      }
      experts.add(again(best.expert, all));
      System.arraycopy(best.cell, 0, cell, 0, cell.length);
      System.arraycopy(best.bin, 0, bin, 0, bin.length);
    }
    return new WithinBins(step, experts);
  }

  private Tried best(List<LinearReference> references) {
    List<Tried> tried = new ArrayList<>();
    for (LinearReference reference : references) {
      tried.add(attempt(reference, reference));
    }
    LinearReference nearest =
        tried.stream()
            .max(Comparator.comparingDouble(Tried::gain))
            .map(t -> t.expert.reference())
            .orElse(LinearReference.none());
    for (int other : association.closest(MOST_GROUPINGS)) {
      tried.add(attempt(LinearReference.none(), LinearReference.cell(other)));
      if (nearest.columns().length > 0) {
        tried.add(attempt(nearest, LinearReference.cell(other)));
      }
    }
    return tried.stream()
        .filter(t -> t.gain > LEAST_GAIN)
        .max(Comparator.comparingDouble(Tried::gain))
        .orElse(null);
  }

  private Tried attempt(LinearReference reference, LinearReference groups) {
    return judged(new Differences(reference, groups, fitted, null).expert(null));
  }

  /** The same expert, made of more rows. */
  private Expert again(Expert found, int[] some) {
    return new Differences(found.reference(), found.groups(), some, found.edges())
        .expert(found.weights());
  }

  /** What an expert brings to the rows that judge, believed as far as is best for them. */
  private Tried judged(Expert expert) {
    int n = judging.length;
    double[] own = new double[n];
    double[] whole = new double[n];
    int[] groups = new int[n];
    for (int i = 0; i < n; i++) {
      int row = judging[i];
      double reference = expert.reference().of(cells, row);
      groups[i] = WithinBins.group(expert.edges(), expert.groups().of(cells, row));
      EmpiricalCdf cdf = expert.differences()[groups[i]];
      if (cdf != null && !Double.isNaN(reference)) {
        own[i] = bins.cell(value(row)).from(reference, step).of(cdf);
        whole[i] = bins.range(bins.of(value(row))).from(reference, step).of(cdf);
      }
    }
    double[] weights = weights(own, groups, expert.weights().length);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double weight = weights[groups[i]];
      double before = cell[i] / bin[i];
      own[i] = weight * own[i] + (1 - weight) * cell[i];
      whole[i] = weight * whole[i] + (1 - weight) * bin[i];
      double gain = Math.log(Math.max(LEAST, own[i] / whole[i]) / Math.max(LEAST, before));
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / n;
    double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
    Expert weighed =
        new Expert(
            expert.reference(), expert.groups(), expert.edges(), weights, expert.differences());
    return new Tried(weighed, mean > STANDARD_ERRORS * error ? mean : 0, own, whole);
  }

  /** How far each group is to be believed, by expectation-maximisation of the cells' likelihood. */
  private double[] weights(double[] own, int[] groups, int count) {
    double[] weights = new double[count];
    Arrays.fill(weights, .5);
    for (int round = 0; round < ROUNDS; round++) {
      double[] sums = new double[count];
      double[] rows = new double[count];
      double all = 0;
      for (int i = 0; i < own.length; i++) {
        double mine = weights[groups[i]] * own[i];
        double share = mine / Math.max(1e-300, mine + (1 - weights[groups[i]]) * cell[i]);
        sums[groups[i]] += share;
        rows[groups[i]]++;
        all += share / own.length;
      }
      for (int g = 0; g < count; g++) { // groups of few rows do as the others
        double weight = (sums[g] + PRIOR_ROWS * all) / (rows[g] + PRIOR_ROWS);
        weights[g] = Math.min(1 - LEAST_SHARE, weight);
      }
    }
    return weights;
  }

  /** The differences of some rows from a reference, by groups. */
  private final class Differences {
    private final LinearReference reference;
    private final LinearReference groups;
    private final double[] edges;
    private final double[][] differences;

    Differences(
        LinearReference reference, LinearReference groups, int[] rows, double[] edgesOrNull) {
      this.reference = reference;
      this.groups = groups;
      double[] values = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        values[i] = groups.of(cells, rows[i]);
      }
      this.edges =
          edgesOrNull != null ? edgesOrNull : Groups.edges(values, reference.columns().length == 0);
      int[] sizes = new int[edges.length + 2];
      double[] all = new double[rows.length];
      int[] group = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double from = reference.of(cells, rows[i]);
        all[i] = WithinBins.difference(value(rows[i]), from, step);
        group[i] = WithinBins.group(edges, values[i]);
        sizes[group[i]] += Double.isNaN(all[i]) ? 0 : 1;
      }
      this.differences = new double[sizes.length][];
      for (int g = 0; g < sizes.length; g++) {
        differences[g] = new double[sizes[g]];
        sizes[g] = 0;
      }
      for (int i = 0; i < rows.length; i++) {
        if (!Double.isNaN(all[i])) {
          differences[group[i]][sizes[group[i]]++] = all[i];
        }
      }
      for (double[] each : differences) {
        Arrays.sort(each);
      }
    }

    /**
     * @param weightsOrNull null where they are to be found
     */
    Expert expert(double[] weightsOrNull) {
      EmpiricalCdf[] known = new EmpiricalCdf[differences.length];
      for (int g = 0; g < known.length; g++) {
        int rows = differences[g].length;
        int knots = Math.min(knotsOfAll / known.length, 2 + rows / ROWS_A_KNOT);
        known[g] = rows < Groups.FEWEST_ROWS ? null : EmpiricalCdf.fit(differences[g], knots);
      }
      double[] weights = weightsOrNull == null ? new double[known.length] : weightsOrNull;
      return new Expert(reference, groups, edges, weights, known);
    }
  }
}
