package io.semblance.synth.cart;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;

/**
 * What may be set.
 *
 * @param leaf fewest rows of a leaf
 * @param depth most splits from the root to a leaf
 * @param evidence least gain of a split, in variances of the rows of its node
 * @param smoothing rows that a leaf takes from the node above it
 * @param rows that are fitted to, at most
 */
record CartSettings(int leaf, int depth, double evidence, double smoothing, int rows) {
  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("leaf", "10", "fewest rows of a leaf"),
          new Hyperparameter("depth", "14", "most splits from the root to a leaf"),
          new Hyperparameter(
              "evidence", "5", "least gain of a split, in variances of the rows of its node"),
          new Hyperparameter(
              "smoothing", "5", "rows that a leaf takes from the node above it, at most"),
          new Hyperparameter(
              "rows", "100000", "the most rows that are fitted to, drawn by the seed"));

  /**
   * @throws IllegalArgumentException if one is malformed
   */
  static CartSettings of(Settings settings) {
    return new CartSettings(
        settings.wholeNumber("leaf", 1),
        Math.min(30, settings.wholeNumber("depth", 1)),
        settings.number("evidence", 0, 1e9),
        settings.number("smoothing", 0, 1e9),
        settings.wholeNumber("rows", 2));
  }
}
