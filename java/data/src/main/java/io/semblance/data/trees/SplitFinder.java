package io.semblance.data.trees;

import java.util.Arrays;

/** Finds the best split of a node on one feature from its histogram of derivatives. */
final class SplitFinder {

  /** Less gain than this is rounding. */
  private static final double LEAST_GAIN = 1e-6;

  /** Second derivatives below this are what subtracting histograms leaves of an empty bin. */
  private static final double EMPTY = 1e-9;

  /**
   * With so few labels the order of their gradients cannot overfit (LightGBM's max_cat_to_onehot).
   */
  private static final int FEW_LABELS = 4;

  /** LightGBM's cat_smooth and cat_l2: labels of few rows do not lead the order. */
  private static final double SMOOTH = 10;

  private static final double LABEL_LAMBDA = 10;

  private final TreeOptions options;
  private final int outputs;

  SplitFinder(TreeOptions options, int outputs) {
    this.options = options;
    this.outputs = outputs;
  }

  /** Sums on one side of a cut. */
  private static final class Side {
    private final double[] gradients;
    private double hessian;

    Side(int outputs) {
      this.gradients = new double[outputs];
    }

    void add(double[] histogram, int at) {
      for (int k = 0; k < gradients.length; k++) {
        gradients[k] += histogram[at + k];
      }
      hessian += histogram[at + gradients.length];
    }

    /** What leaves of these derivatives lower the loss by, times two. */
    double score(double lambda) {
      double sum = 0;
      for (double g : gradients) {
        sum += g * g;
      }
      return sum / (hessian + lambda);
    }

    /** The same of what a whole has beside them. */
    double others(double[] gradient, double all, double lambda) {
      double sum = 0;
      for (int k = 0; k < gradients.length; k++) {
        double g = gradient[k] - gradients[k];
        sum += g * g;
      }
      return sum / (all - hessian + lambda);
    }
  }

  private static double score(double[] gradient, double hessian, double lambda) {
    return Arrays.stream(gradient).map(g -> g * g).sum() / (hessian + lambda);
  }

  /**
   * The best split on one feature, or null when none helps.
   *
   * @param histogram for each bin sums of first derivatives, then of the second, from {@code
   *     offset}; bin 0 is for missing cells
   * @param leastGain below which a split is none
   */
  Split find(
      int feature,
      BinMapper mapper,
      double[] histogram,
      int offset,
      double[] gradient,
      double hessian,
      double leastGain) {
    return mapper.categorical()
        ? labels(feature, mapper.bins(), histogram, offset, gradient, hessian, leastGain)
        : numbers(feature, mapper.bins(), histogram, offset, gradient, hessian, leastGain);
  }

  private Split numbers(
      int feature,
      int bins,
      double[] histogram,
      int offset,
      double[] gradient,
      double hessian,
      double leastGain) {
    double lambda = options.lambda();
    double least = options.minChildWeight();
    double whole = score(gradient, hessian, lambda);
    int stride = outputs + 1;
    boolean missing = histogram[offset + outputs] > EMPTY;
    double best = Math.max(LEAST_GAIN, leastGain);
    int bestBin = -1;
    boolean bestMissingLeft = false;
    double[] bestGradients = null;
    double bestHessian = 0;
    // Missing cells go where they help: once to the right, once to the left.
    for (int pass = 0; pass < (missing ? 2 : 1); pass++) {
      Side left = new Side(outputs);
      if (pass == 1) {
        left.add(histogram, offset);
      }
      for (int b = 1; b < bins; b++) {
        left.add(histogram, offset + stride * b);
        if (left.hessian < least) {
          continue;
        }
        if (hessian - left.hessian < least || hessian - left.hessian < EMPTY) {
          break;
        }
        double gain = left.score(lambda) + left.others(gradient, hessian, lambda) - whole;
        if (gain > best) {
          best = gain;
          bestBin = b;
          bestMissingLeft = pass == 1;
          bestGradients = left.gradients.clone();
          bestHessian = left.hessian;
        }
      }
    }
    if (bestBin < 0) {
      return null;
    }
    long[] left = new long[4];
    for (int b = bestMissingLeft ? 0 : 1; b <= bestBin; b++) {
      Split.add(left, b);
    }
    return new Split(feature, best, left, bestGradients, bestHessian);
  }

  /**
   * Labels sorted by the ratio of their derivatives, then cut like numbers: the best of all subsets
   * for a convex loss (Fisher 1958), up to the smoothing. Of several outputs each gives an order.
   */
  private Split labels(
      int feature,
      int bins,
      double[] histogram,
      int offset,
      double[] gradient,
      double hessian,
      double leastGain) {
    int stride = outputs + 1;
    int[] used = new int[bins];
    int count = 0;
    for (int b = 0; b < bins; b++) {
      if (histogram[offset + stride * b + outputs] > EMPTY) {
        used[count++] = b;
      }
    }
    if (count < 2) {
      return null;
    }
    Split best = null;
    for (int k = 0; k < outputs; k++) {
      Integer[] order = new Integer[count];
      double[] ratio = new double[bins];
      for (int i = 0; i < count; i++) {
        int at = offset + stride * used[i];
        order[i] = used[i];
        ratio[used[i]] = histogram[at + k] / (histogram[at + outputs] + SMOOTH);
      }
      if (count > 2) {
        Arrays.sort(order, (x, y) -> Double.compare(ratio[x], ratio[y]));
      }
      Split found = cut(feature, order, histogram, offset, gradient, hessian, leastGain);
      best = found != null && (best == null || found.gain() > best.gain()) ? found : best;
      if (count == 2) {
        break; // there is one cut
      }
    }
    return best;
  }

  private Split cut(
      int feature,
      Integer[] order,
      double[] histogram,
      int offset,
      double[] gradient,
      double hessian,
      double leastGain) {
    double lambda = options.lambda() + (order.length > FEW_LABELS ? LABEL_LAMBDA : 0);
    double whole = score(gradient, hessian, lambda);
    double best = Math.max(LEAST_GAIN, leastGain);
    int bestCount = 0;
    double[] bestGradients = null;
    double bestHessian = 0;
    Side left = new Side(outputs);
    for (int k = 0; k + 1 < order.length; k++) {
      left.add(histogram, offset + (outputs + 1) * order[k]);
      if (left.hessian < options.minChildWeight()
          || hessian - left.hessian < options.minChildWeight()) {
        continue;
      }
      double gain = left.score(lambda) + left.others(gradient, hessian, lambda) - whole;
      if (gain > best) {
        best = gain;
        bestCount = k + 1;
        bestGradients = left.gradients.clone();
        bestHessian = left.hessian;
      }
    }
    if (bestCount == 0) {
      return null;
    }
    long[] set = new long[4];
    for (int k = 0; k < bestCount; k++) {
      Split.add(set, order[k]);
    }
    return new Split(feature, best, set, bestGradients, bestHessian);
  }
}
