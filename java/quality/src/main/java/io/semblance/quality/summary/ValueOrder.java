package io.semblance.quality.summary;

/** Whether the values of a column rise or fall from row to row, and by which steps. */
public final class ValueOrder {
  private static final int MOST_STEPS = 512;

  private long count;
  private double first;
  private double last;
  private boolean rising = true;
  private boolean falling = true;
  private boolean equalNeighbours;
  private final FrequentKeys<Double> steps = new FrequentKeys<>(MOST_STEPS);
  private final boolean keepSteps;
  private double gapFrom = Double.NaN;
  private double gapTo = Double.NaN;

  ValueOrder(boolean keepSteps) {
    this.keepSteps = keepSteps;
  }

  void add(double x) {
    if (count++ == 0) {
      first = x;
    } else {
      follow(x);
    }
    last = x;
  }

  private void follow(double x) {
    rising &= x >= last;
    falling &= x <= last;
    equalNeighbours |= x == last;
    if (keepSteps && rising && x > last) {
      steps.add(x - last, 1);
      if (Double.isNaN(gapFrom) || x - last > gapTo - gapFrom) {
        gapFrom = last;
        gapTo = x;
      }
    }
  }

  /** Puts another part behind this one. */
  void merge(ValueOrder next) {
    if (next.count == 0) {
      return;
    }
    if (count == 0) {
      first = next.first;
    } else {
      follow(next.first);
    }
    count += next.count;
    last = next.last;
    rising &= next.rising;
    falling &= next.falling;
    equalNeighbours |= next.equalNeighbours;
    steps.merge(next.steps);
    if (!Double.isNaN(next.gapFrom) && !(next.gapTo - next.gapFrom <= gapTo - gapFrom)) {
      gapFrom = next.gapFrom;
      gapTo = next.gapTo;
    }
  }

  /** Whether no value is less than the one before. */
  public boolean rising() {
    return count > 1 && rising && first < last;
  }

  /** Whether no value is greater than the one before. */
  public boolean falling() {
    return count > 1 && falling && first > last;
  }

  /** Whether no value equals the one before. */
  public boolean strict() {
    return !equalNeighbours;
  }

  /** For rising columns that keep steps: how far neighbours are apart, and how often. */
  public FrequentKeys<Double> steps() {
    return steps;
  }

  /** The values on both sides of the widest gap; NaN when there is none or values do not rise. */
  public double[] widestGap() {
    return rising() ? new double[] {gapFrom, gapTo} : new double[] {Double.NaN, Double.NaN};
  }
}
