package io.semblance.quality.utility;

import io.semblance.quality.features.DenseEncoder;
import io.semblance.quality.features.DenseEncoder.Scaling;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.linear.LinearModel;
import io.semblance.quality.trees.BoostedTrees;
import io.semblance.quality.trees.BoostingOptions;

/** The two kinds of model that are trained. */
enum Learner {
  /** Boosted trees, depth 5, 100 rounds; fewer rounds for many classes. */
  BOOSTED_TREES,
  /** Logistic, softmax or ridge regression. */
  LINEAR;

  /** As many trees in all as three classes would get. */
  private static final int MOST_TREES = 300;

  private static final int MOST_LABELS = 50;

  /** Bounds the dense rows of the linear model: 20,000 rows of 400 dimensions. */
  private static final int MOST_CELLS = 8_000_000;

  private static final int MOST_LINEAR_ROWS = 20_000;

  /** Trains on some rows and scores the predictions for others. */
  double score(PredictionTask task, FeatureTable train, FeatureTable test, long seed) {
    PredictionTask.Rows ask = task.rows(test);
    PredictionTask.Rows learn = task.rows(this == LINEAR ? affordable(train, seed) : train);
    if (ask.target().length == 0 || !ask.varied()) {
      return Double.NaN;
    }
    if (!learn.varied()) {
      return task.nothingLearnt();
    }
    return Scoring.of(task, predict(task, learn, ask.inputs()), ask.target());
  }

  private double[][] predict(PredictionTask task, PredictionTask.Rows learn, FeatureTable ask) {
    int classes = task.classes().length;
    if (this == BOOSTED_TREES) {
      BoostingOptions options =
          BoostingOptions.defaults().withRounds(Math.min(100, MOST_TREES / Math.max(1, classes)));
      return BoostedTrees.fit(learn.inputs(), learn.target(), classes, task.objective(), options)
          .scores(ask);
    }
    DenseEncoder encoder = DenseEncoder.fit(learn.inputs(), Scaling.STANDARD, MOST_LABELS);
    return LinearModel.fit(
            encoder.encode(learn.inputs()), learn.target(), classes, task.objective())
        .scores(encoder.encode(ask));
  }

  private static FeatureTable affordable(FeatureTable train, long seed) {
    int width = DenseEncoder.fit(train, Scaling.STANDARD, MOST_LABELS).width();
    return train.sample(Math.max(100, Math.min(MOST_LINEAR_ROWS, MOST_CELLS / width)), seed);
  }
}
