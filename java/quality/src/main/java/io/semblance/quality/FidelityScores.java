package io.semblance.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scores of one synthetic table against one real table, as {@link Fidelity} defines them. Means
 * are NaN when there is nothing to take a mean of (one column has no pairs). Maps keep the order of
 * the real table's columns and cannot be changed.
 *
 * @param shapeMean mean of {@code shapeColumns}, 0 to 1, 1 is perfect
 * @param shapeColumns score of each column
 * @param trendMean mean of {@code trendPairs}, 0 to 1, 1 is perfect
 * @param ownEdgesMean mean of {@code ownEdgesPairs}: the figure to compare with published tables
 * @param trendPairs score of each pair, under {@code "a~b"}, numeric columns cut by the real edges
 * @param ownEdgesPairs the same with each table's numeric columns cut by its own edges
 * @param meanAbsDeltaPearson mean over pairs of |r_real - r_synthetic|, 0 is perfect
 * @param deltaPearsonPairs how many pairs that mean covers
 */
public record FidelityScores(
    double shapeMean,
    Map<String, Double> shapeColumns,
    double trendMean,
    double ownEdgesMean,
    Map<String, Double> trendPairs,
    Map<String, Double> ownEdgesPairs,
    double meanAbsDeltaPearson,
    int deltaPearsonPairs) {

  public FidelityScores {
    shapeColumns = Collections.unmodifiableMap(new LinkedHashMap<>(shapeColumns));
    trendPairs = Collections.unmodifiableMap(new LinkedHashMap<>(trendPairs));
    ownEdgesPairs = Collections.unmodifiableMap(new LinkedHashMap<>(ownEdgesPairs));
  }
}
