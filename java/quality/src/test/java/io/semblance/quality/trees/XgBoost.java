package io.semblance.quality.trees;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.semblance.quality.features.FeatureTable;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The library that our trees are measured against, told to do the same. */
final class XgBoost {

  private XgBoost() {}

  /** Its jar holds native code for x86-64 alone. */
  static void assumeRunsHere() {
    String arch = System.getProperty("os.arch");
    assumeTrue(
        arch.equals("amd64") || arch.equals("x86_64"),
        () -> "skipped: XGBoost's jar holds no native code for " + arch);
  }

  /** Scores of {@code ask}, one row of outputs each, before any link function. */
  static float[][] scores(
      FeatureTable learn,
      double[] target,
      FeatureTable ask,
      String objective,
      int classes,
      BoostingOptions options)
      throws XGBoostError {
    DMatrix rows = matrix(learn);
    float[] labels = new float[target.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) target[i];
    }
    rows.setLabel(labels);
    Map<String, Object> settings = new HashMap<>();
    settings.put("objective", objective);
    if (classes > 2) {
      settings.put("num_class", classes);
    }
    settings.put("eta", options.learningRate());
    settings.put("max_depth", options.depth());
    settings.put("lambda", options.lambda());
    settings.put("min_child_weight", options.minChildWeight());
    settings.put("tree_method", "hist");
    settings.put("verbosity", 0);
    settings.put("nthread", 1);
    Booster booster = XGBoost.train(rows, settings, options.rounds(), new HashMap<>(), null, null);
    return booster.predict(matrix(ask), true);
  }

  private static DMatrix matrix(FeatureTable table) throws XGBoostError {
    int width = table.width();
    float[] cells = new float[table.rows() * width];
    for (int c = 0; c < width; c++) {
      double[] column = table.column(c);
      for (int row = 0; row < column.length; row++) {
        cells[row * width + c] = (float) column[row];
      }
    }
    return new DMatrix(cells, table.rows(), width, Float.NaN);
  }
}
