package io.semblance.quality.privacy;

import io.semblance.quality.features.EqualRows;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.features.RandomRows;
import io.semblance.quality.learn.Auc;
import io.semblance.quality.summary.Distribution;
import java.util.Arrays;

/**
 * Whether synthetic rows lie closer to the rows they were learnt from than chance has it. Distances
 * are those of {@link MixedRows}. Labels that nearly read as known ones count as those, so that
 * noise does not hide a copy.
 *
 * @param dcrShare of the synthetic rows that are not equally close to both, the share closer to a
 *     training row than to any held-out row; .5 is ideal, near 1 is copying
 * @param dcrUntied how many synthetic rows that share rests on
 * @param dcrError standard error of that share, were the training rows of no influence
 * @param nearestRatio mean over synthetic rows of the distance to the closest training row over
 *     that to the second closest; NaN when undefined
 * @param naturalRatio the same of real rows that were not trained on
 * @param copies share of synthetic rows that equal a training row
 * @param naturalCopies share of held-out rows that do
 * @param membershipAuc chance that a training row is closer to the synthetic table than a held-out
 *     row, ties half; .5 is ideal. NaN without held-out rows
 * @param queries synthetic rows whose distances were searched
 * @param references training rows that they were searched among
 * @param madeBy what the training rows were compared with, in words
 * @param distances of synthetic rows to the closest training row
 * @param naturalDistances the same of real rows that were not trained on, or of training rows to
 *     the closest other one
 */
public record Privacy(
    double dcrShare,
    int dcrUntied,
    double dcrError,
    double nearestRatio,
    double naturalRatio,
    double copies,
    double naturalCopies,
    double membershipAuc,
    int queries,
    int references,
    String madeBy,
    Distribution distances,
    Distribution naturalDistances) {

  private static final int MOST_QUERIES = 10_000;
  private static final int FEWEST_QUERIES = 1_000;
  private static final int MOST_REFERENCES = 300_000;

  /** Pairs of rows times columns; a quarter of it takes about a second. */
  private static final double MOST_WORK = 6e9;

  /**
   * Searches.
   *
   * @param training the rows that the synthetic table was learnt from; at least two
   * @param synthetic aligned with {@code training}
   * @param heldOutOrNull real rows that it was not learnt from
   */
  public static Privacy of(
      FeatureTable training, FeatureTable synthetic, FeatureTable heldOutOrNull, long seed) {
    FeatureTable t = training.snapped().sample(MOST_REFERENCES, seed);
    FeatureTable s = synthetic.snapped();
    Search search = new Search(t, s, seed);
    return heldOutOrNull == null
        ? search.leaveOneOut(training, synthetic)
        : search.against(heldOutOrNull.snapped(), training, synthetic, heldOutOrNull);
  }

  private static final class Search {
    private final MixedRows.Space space;
    private final FeatureTable training;
    private final MixedRows trainingRows;
    private final MixedRows synthetic;
    private final FeatureTable syntheticTable;
    private final int queries;
    private final long seed;

    Search(FeatureTable training, FeatureTable synthetic, long seed) {
      this.space = new MixedRows.Space(training);
      this.training = training;
      this.trainingRows = space.rows(training);
      this.syntheticTable = synthetic;
      this.seed = seed;
      // Rows of equal labels are compared once, so tables of many labels cost less per row.
      double perQuery =
          (double) trainingRows.groups() * Math.max(1, trainingRows.labelWidth)
              + training.rows()
                  * (trainingRows.numberWidth + 1.0)
                  / Math.min(trainingRows.groups(), 16);
      this.queries =
          (int) Math.max(FEWEST_QUERIES, Math.min(MOST_QUERIES, MOST_WORK / 4 / perQuery));
      this.synthetic = space.rows(synthetic.sample(queries, seed + 1));
    }

    /**
     * Without held-out rows each real row is compared with all others: how close a fresh row comes.
     */
    Privacy leaveOneOut(FeatureTable allTraining, FeatureTable allSynthetic) {
      Closest[] ours = Closest.of(synthetic, null, trainingRows, false, null);
      int[] chosen = RandomRows.of(trainingRows.count, queries, seed + 2);
      Closest[] natural = Closest.of(trainingRows, chosen, trainingRows, true, null);
      double[] mine = distances(ours);
      double[] theirs = distances(natural);
      double below = 1 - Auc.of(mine, theirs);
      double ties = ties(mine, theirs);
      double share = ties == 1 ? .5 : (below - ties / 2) / (1 - ties);
      int untied = (int) Math.round((1 - ties) * mine.length);
      return new Privacy(
          share,
          untied,
          error(untied, 1),
          ratio(ours),
          ratio(natural),
          EqualRows.occurIn(allSynthetic, allTraining) / (double) allSynthetic.rows(),
          EqualRows.withTwin(allTraining) / (double) allTraining.rows(),
          Double.NaN,
          mine.length,
          trainingRows.count,
          "no held-out rows: with how close real rows are to the other real rows",
          distribution(ours),
          distribution(natural));
    }

    /**
     * The training rows are dealt into parts as large as the held-out table, which is one part
     * more. Had they no influence, each part would be the closest equally often; with one part this
     * is the usual share. So a small held-out table does not hide copies of other rows.
     */
    Privacy against(
        FeatureTable heldOut,
        FeatureTable allTraining,
        FeatureTable allSynthetic,
        FeatureTable allHeldOut) {
      int size = Math.min(heldOut.rows(), training.rows());
      int count = training.rows() / size;
      FeatureTable held = heldOut.sample(size, seed + 3);
      FeatureTable dealt = training.sample(count * size, seed + 4);
      int[] parts = new int[count * size + size];
      int[] order = RandomRows.permutation(count * size, seed + 5);
      for (int i = 0; i < order.length; i++) {
        parts[order[i]] = 1 + i % count;
      }
      MixedRows both = space.rows(dealt.append(held));
      int ofTraining = 0;
      int ofHeldOut = 0;
      for (Closest closest : Closest.of(synthetic, null, both, false, parts)) {
        ofTraining += closest.part() > 0 ? 1 : 0;
        ofHeldOut += closest.part() == 0 ? 1 : 0;
      }
      double perPart = ofTraining / (double) count;
      double share = perPart + ofHeldOut == 0 ? .5 : perPart / (perPart + ofHeldOut);
      FeatureTable heldQueries = heldOut.sample(queries, seed + 6);
      MixedRows heldRows = space.rows(heldQueries);
      Closest[] ours = Closest.of(synthetic, null, trainingRows, false, null);
      Closest[] natural = Closest.of(heldRows, null, trainingRows, false, null);
      return new Privacy(
          share,
          ofTraining + ofHeldOut,
          error(ofTraining + ofHeldOut, count),
          ratio(ours),
          ratio(natural),
          EqualRows.occurIn(allSynthetic, allTraining) / (double) allSynthetic.rows(),
          EqualRows.occurIn(allHeldOut, allTraining) / (double) allHeldOut.rows(),
          membership(heldRows),
          synthetic.count,
          count * size,
          count == 1
              ? "as many held-out rows as training rows"
              : count + " parts of the training rows, each as large as the held-out table",
          distribution(ours),
          distribution(natural));
    }

    /**
     * Of {@code untied} rows one in {@code parts + 1} is expected to be closest to the held-out
     * part, with the spread of a binomial count; the share changes by a quarter of its relative
     * change.
     */
    private static double error(int untied, int parts) {
      double heldOut = Math.max(1, untied) / (parts + 1.0);
      return Math.sqrt((1 + 1.0 / parts) / heldOut) / 4;
    }

    private double membership(MixedRows heldRows) {
      MixedRows all = space.rows(syntheticTable.sample(MOST_REFERENCES / 3, seed + 7));
      MixedRows members = space.rows(training.sample(queries, seed + 8));
      double[] inside = distances(Closest.of(members, null, all, false, null));
      double[] outside = distances(Closest.of(heldRows, null, all, false, null));
      return 1 - Auc.of(inside, outside);
    }

    private static Distribution distribution(Closest[] found) {
      long[] once = new long[found.length];
      Arrays.fill(once, 1);
      return Distribution.of(distances(found), once, true);
    }

    private static double[] distances(Closest[] found) {
      return Arrays.stream(found).mapToDouble(Closest::distance).toArray();
    }

    /** Zero over zero says nothing: the row has twins, and so has any copy of it. */
    private static double ratio(Closest[] found) {
      return Arrays.stream(found)
          .filter(c -> c.second() > 0 && !Float.isInfinite(c.second()))
          .mapToDouble(c -> c.distance() / c.second())
          .average()
          .orElse(Double.NaN);
    }

    /** Share of all pairs that are equal. */
    private static double ties(double[] a, double[] b) {
      double[] x = a.clone();
      double[] y = b.clone();
      Arrays.sort(x);
      Arrays.sort(y);
      double ties = 0;
      int from = 0;
      int to = 0;
      for (double v : x) {
        while (from < y.length && y[from] < v) {
          from++;
        }
        to = Math.max(to, from);
        while (to < y.length && y[to] <= v) {
          to++;
        }
        ties += to - from;
      }
      return ties / ((double) x.length * y.length);
    }
  }
}
