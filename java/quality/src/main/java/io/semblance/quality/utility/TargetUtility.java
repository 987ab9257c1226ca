package io.semblance.quality.utility;

/**
 * How well one column of unseen real rows is predicted.
 *
 * @param column the column that is predicted
 * @param metric "auc" (two classes), "macro_f1" (more) or "r2" (a number); 1 is perfect for each
 * @param boostedTrees by boosted trees
 * @param linear by logistic, softmax or ridge regression
 */
public record TargetUtility(String column, String metric, Trained boostedTrees, Trained linear) {

  /**
   * One kind of model, trained on three tables and asked about the same rows.
   *
   * @param real trained on real rows
   * @param synthetic trained on as many synthetic rows
   * @param floor trained on real rows with every column shuffled
   */
  public record Trained(double real, double synthetic, double floor) {}
}
