package io.semblance.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Likeness of the dependence within each pair of columns, 0 to 1.
 *
 * <p>Two numeric columns: {@code 1 - |r_real - r_synthetic| / 2} with Pearson's r; see {@link
 * Correlations} for constants and missing cells. Otherwise {@link PairTable} over the joint table,
 * where a numeric column is first cut into {@link EqualWidthBins}. Missing is one more code of any
 * column.
 *
 * <p>The bins come from the real column's range for {@link #realEdges}. For {@link #ownEdges} the
 * synthetic column is cut over its own range, as the report of SDMetrics 0.11.1 does and with it
 * every figure published in the manner of TabSyn; there one outlier shifts all bins.
 */
record Trend(Map<String, Double> realEdges, Map<String, Double> ownEdges) {

  /** How alike the joint tables of two columns are. */
  record Likeness(double realEdges, double ownEdges) {}

  /** Compares the joint tables of two columns, by their places among those scored. */
  interface Comparing {
    Likeness of(int i, int j);
  }

  static Trend of(List<ColumnPair> pairs, List<Coded> coded, Correlations correlations) {
    List<String> names = pairs.stream().map(ColumnPair::name).toList();
    return of(
        names,
        i -> pairs.get(i).numeric(),
        correlations,
        (i, j) -> {
          Coded a = coded.get(i);
          Coded b = coded.get(j);
          PairTable table = new PairTable(a.real, b.real, a.codes, b.codes);
          double score = table.similarity(a.synthetic, b.synthetic);
          boolean same = a.own == a.synthetic && b.own == b.synthetic;
          return new Likeness(score, same ? score : table.similarity(a.own, b.own));
        });
  }

  static Trend of(
      List<String> names, IntPredicate numeric, Correlations correlations, Comparing comparing) {
    int n = names.size();
    int[] place = new int[n];
    for (int i = 0; i < n; i++) {
      place[i] = correlations.names().indexOf(names.get(i));
    }
    Map<String, Double> realEdges = new LinkedHashMap<>();
    Map<String, Double> ownEdges = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        String key = key(names.get(i), names.get(j), realEdges);
        if (numeric.test(i) && numeric.test(j)) {
          double delta = correlations.absDelta(place[i], place[j]);
          if (!Double.isNaN(delta)) {
            realEdges.put(key, 1 - delta / 2);
            ownEdges.put(key, 1 - delta / 2);
          }
          continue;
        }
        Likeness likeness = comparing.of(i, j);
        realEdges.put(key, likeness.realEdges());
        ownEdges.put(key, likeness.ownEdges());
      }
    }
    return new Trend(realEdges, ownEdges);
  }

  /** Column names may hold a tilde themselves, so that two pairs could fall on one key. */
  private static String key(String a, String b, Map<String, Double> taken) {
    String key = a + "~" + b;
    for (int copy = 2; taken.containsKey(key); copy++) {
      key = a + "~" + b + " (" + copy + ")";
    }
    return key;
  }

  /** A column as small whole numbers: real, synthetic, and synthetic by its own edges. */
  record Coded(int[] real, int[] synthetic, int[] own, int codes) {

    static Coded of(ColumnPair pair) {
      if (!pair.numeric()) {
        CommonLabels labels = new CommonLabels(pair.realLabels(), pair.syntheticLabels());
        int[] synthetic = labels.syntheticCodes();
        return new Coded(labels.realCodes(), synthetic, synthetic, labels.count());
      }
      EqualWidthBins edges = EqualWidthBins.of(pair.realValues());
      EqualWidthBins own = EqualWidthBins.of(pair.syntheticValues());
      return new Coded(
          edges.codes(pair.realValues()),
          edges.codes(pair.syntheticValues()),
          own.codes(pair.syntheticValues()),
          EqualWidthBins.CODES);
    }
  }
}
