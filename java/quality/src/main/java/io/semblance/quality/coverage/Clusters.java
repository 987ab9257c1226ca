package io.semblance.quality.coverage;

import io.semblance.quality.features.DenseEncoder;
import io.semblance.quality.features.DenseEncoder.Scaling;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Clusters of real rows (k-means on standardised numbers and one-hot labels) and how many synthetic
 * rows fall into each.
 *
 * @param overlap sum over the clusters of the smaller of the two shares; 1 is perfect
 * @param count how many clusters there are
 * @param missing the clusters that hold hardly any synthetic row, taken together
 */
record Clusters(double overlap, int count, Optional<MissingMode> missing) {

  private static final int MOST_ROWS = 10_000;
  private static final int MOST_CELLS = 3_000_000;
  private static final int MOST_CLUSTERS = 20;
  private static final int ROWS_PER_CLUSTER = 50;
  private static final int MOST_LABELS = 20;
  private static final int NAMED_COLUMNS = 3;

  /** Weaker than this many standard deviations, a column does not describe a cluster. */
  private static final double LEAST_EFFECT = .5;

  static Clusters of(FeatureTable real, FeatureTable synthetic, long seed) {
    DenseEncoder encoder =
        DenseEncoder.fit(real.sample(MOST_ROWS, seed), Scaling.STANDARD, MOST_LABELS);
    int most = Math.max(100, Math.min(MOST_ROWS, MOST_CELLS / encoder.width()));
    FeatureTable x = real.sample(most, seed);
    FeatureTable s = synthetic.sample(most, seed + 1);
    int clusters = Math.max(1, Math.min(MOST_CLUSTERS, x.rows() / ROWS_PER_CLUSTER));
    KMeans model = KMeans.fit(encoder.encode(x), clusters, seed + 2);
    int[] ofReal = model.nearest(encoder.encode(x));
    double[] expected = shares(ofReal, model.count());
    double[] found = shares(model.nearest(encoder.encode(s)), model.count());
    double overlap = 0;
    boolean[] isMissing = new boolean[model.count()];
    double share = 0;
    double got = 0;
    for (int k = 0; k < isMissing.length; k++) {
      overlap += Math.min(expected[k], found[k]);
      isMissing[k] = MissingMode.isMissing(expected[k], found[k], x.rows(), s.rows());
      share += isMissing[k] ? expected[k] : 0;
      got += isMissing[k] ? found[k] : 0;
    }
    Optional<MissingMode> missing =
        share == 0
            ? Optional.empty()
            : Optional.of(new MissingMode(describe(x, ofReal, isMissing), share, got, true));
    return new Clusters(overlap, model.count(), missing);
  }

  private static double[] shares(int[] clusters, int count) {
    double[] shares = new double[count];
    for (int k : clusters) {
      shares[k] += 1.0 / clusters.length;
    }
    return shares;
  }

  /** What sets the rows of some clusters apart. */
  private record Trait(String text, double effect) {}

  private static String describe(FeatureTable rows, int[] cluster, boolean[] wanted) {
    List<Trait> traits = new ArrayList<>();
    for (int c = 0; c < rows.width(); c++) {
      double[] all = rows.column(c);
      double[] inside = new double[all.length];
      int n = 0;
      for (int i = 0; i < all.length; i++) {
        if (wanted[cluster[i]]) {
          inside[n++] = all[i];
        }
      }
      Feature feature = rows.features().get(c);
      double[] part = Arrays.copyOf(inside, n);
      traits.add(feature.categorical() ? label(feature, all, part) : number(feature, all, part));
    }
    traits.sort(Comparator.comparingDouble((Trait t) -> -t.effect()));
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < Math.min(NAMED_COLUMNS, traits.size()); k++) {
      if (k == 0 || traits.get(k).effect() >= LEAST_EFFECT) {
        out.append(k == 0 ? "" : ", ").append(traits.get(k).text());
      }
    }
    return out.toString();
  }

  private static Trait label(Feature feature, double[] all, double[] inside) {
    double[] whole = ColumnModes.shares(all, feature.labels().size());
    double[] part = ColumnModes.shares(inside, feature.labels().size());
    Trait best = new Trait(feature.name(), 0);
    for (int k = 0; k < whole.length; k++) {
      double p = Math.min(Math.max(whole[k], 1e-3), 1 - 1e-3);
      // Only a label that most of these rows have describes them.
      double effect = part[k] < .5 ? 0 : (part[k] - p) / Math.sqrt(p * (1 - p));
      if (effect > best.effect()) {
        best = new Trait(feature.name() + " = " + feature.labels().get(k), effect);
      }
    }
    return best;
  }

  private static Trait number(Feature feature, double[] all, double[] inside) {
    double[] whole = ColumnModes.finite(all);
    double[] part = ColumnModes.finite(inside);
    if (part.length == 0) {
      return new Trait(feature.name() + " missing", 0);
    }
    double mean = Arrays.stream(whole).average().orElse(0);
    double squares = Arrays.stream(whole).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / whole.length);
    double shift = Math.abs(Arrays.stream(part).average().orElse(0) - mean);
    // The tenth to the ninetieth percentile: what lies outside may belong to other clusters.
    double from = part[part.length / 10];
    double to = part[part.length - 1 - part.length / 10];
    String text = feature.name() + " " + ColumnModes.range(feature, from, to);
    return new Trait(text, deviation == 0 ? 0 : shift / deviation);
  }
}
