package io.semblance.quality;

import io.semblance.quality.PairKeys.PairKey;
import io.semblance.quality.WorstPair.Mark;
import io.semblance.quality.profile.Contingency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The pairs of columns farthest below the ceiling, with how much they depend in both tables, and
 * those below the floor marked.
 *
 * @param pairs the worst first, {@value #MOST} at most
 * @param belowFloor how many of all pairs are below the floor
 * @param all how many pairs have a score
 */
record WorstPairs(List<WorstPair> pairs, int belowFloor, int all) {

  static final int MOST = 250;

  /** A pair is marked when its score is below floor and ceiling by this and twice by chance. */
  private static final double MARGIN = .01;

  /** Dependences that differ by less are no invention. */
  private static final double DIFFERENT = .02;

  /** More cells than this in the table of a pair are not counted. */
  private static final long LARGEST_TABLE = 1 << 22;

  private record Ranked(PairKey key, WorstPair pair) {}

  /**
   * @param rows of the smaller of the two tables
   */
  static WorstPairs of(
      Fidelity.Detailed compared, FidelityScores floor, FidelityScores ceilingOrNull, int rows) {
    FidelityScores scores = compared.scores();
    List<String> names = compared.columns().stream().map(ColumnPair::name).toList();
    Map<String, Double> ceilings = ceilingOrNull == null ? Map.of() : ceilingOrNull.trendPairs();
    // Correlations of n rows differ by about 1 / sqrt(n); the score halves the difference.
    double chance = 1 / Math.sqrt(rows);
    List<PairKey> keys = PairKeys.of(names, scores.trendPairs());
    List<Ranked> ranked = new ArrayList<>();
    int below = 0;
    for (PairKey key : keys) {
      double score = scores.trendPairs().get(key.key());
      double least = floor.trendPairs().getOrDefault(key.key(), Double.NaN);
      double top = ceilings.getOrDefault(key.key(), Double.NaN);
      double line = Double.isNaN(top) ? least : Math.min(least, top);
      boolean marked = score < line - Math.max(MARGIN, 2 * chance);
      below += marked ? 1 : 0;
      WorstPair pair =
          new WorstPair(
              names.get(key.i()),
              names.get(key.j()),
              score,
              least,
              top,
              "",
              Double.NaN,
              Double.NaN,
              marked ? Mark.BELOW_FLOOR : Mark.NONE);
      ranked.add(new Ranked(key, pair));
    }
    ranked.sort(Comparator.comparingDouble((Ranked r) -> -r.pair().below()));
    List<WorstPair> worst = new ArrayList<>();
    for (Ranked pair : ranked.subList(0, Math.min(MOST, ranked.size()))) {
      worst.add(measured(pair, compared, 2 * chance));
    }
    return new WorstPairs(List.copyOf(worst), below, keys.size());
  }

  private static WorstPair measured(Ranked ranked, Fidelity.Detailed compared, double chance) {
    Correlations correlations = compared.correlations();
    WorstPair pair = ranked.pair();
    PairKey key = ranked.key();
    int i = correlations.names().indexOf(pair.x());
    int j = correlations.names().indexOf(pair.y());
    boolean numbers = i >= 0 && j >= 0;
    double real;
    double synthetic;
    if (numbers) {
      real = correlations.real(i, j);
      synthetic = correlations.synthetic(i, j);
    } else {
      Trend.Coded a = compared.coded().get(key.i());
      Trend.Coded b = compared.coded().get(key.j());
      boolean small = (long) a.codes() * b.codes() <= LARGEST_TABLE;
      real = small ? cramersV(a.real(), a.codes(), b.real(), b.codes()) : Double.NaN;
      synthetic = small ? cramersV(a.synthetic(), a.codes(), b.synthetic(), b.codes()) : Double.NaN;
    }
    return new WorstPair(
        pair.x(),
        pair.y(),
        pair.trend(),
        pair.floor(),
        pair.ceiling(),
        numbers ? "pearson" : "cramers_v",
        real,
        synthetic,
        mark(pair, real, synthetic, Math.max(DIFFERENT, chance)));
  }

  private static double cramersV(int[] x, int xLevels, int[] y, int yLevels) {
    return Contingency.of(x, xLevels, y, yLevels).cramersV();
  }

  private static Mark mark(WorstPair pair, double real, double synthetic, double margin) {
    if (pair.mark() == Mark.NONE) {
      return Mark.NONE;
    }
    double least = Math.max(margin, Math.abs(real) / 2);
    if (real * synthetic < 0 && Math.abs(real) > margin && Math.abs(synthetic) > least) {
      return Mark.REVERSED;
    }
    return Math.abs(synthetic) > Math.abs(real) + margin ? Mark.INVENTED : Mark.BELOW_FLOOR;
  }
}
