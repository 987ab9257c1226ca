package io.semblance.quality.learn;

/** The loss that boosting lowers. */
public enum Objective {
  /** Two classes, targets 0 and 1: log-loss; one score per row, the log-odds of class 1. */
  LOGISTIC,
  /** K classes, targets 0 to K-1: cross-entropy; K scores per row. */
  SOFTMAX,
  /** Numbers: half the squared error; one score per row. */
  SQUARED
}
