package io.semblance.quality.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows as dense vectors: numbers shifted and scaled, labels one-hot, and one more dimension where
 * cells are missing. Fitted to one table, applied to those aligned with it.
 *
 * <p>A missing number is put at the mean. Of a column of many labels the most frequent have a
 * dimension each and the rest share one.
 */
public final class DenseEncoder {

  /** What a number is shifted and scaled by. */
  public enum Scaling {
    /** Mean and standard deviation. */
    STANDARD,
    /** Median and interquartile range, as scikit-learn's RobustScaler. */
    ROBUST,
    /** Minimum and range: the reference lies in [0, 1]. */
    MIN_MAX
  }

  private final List<Block> blocks;
  private final int width;

  private DenseEncoder(List<Block> blocks) {
    this.blocks = blocks;
    this.width = blocks.stream().mapToInt(Block::width).sum();
  }

  /**
   * Learns shifts, scales and labels.
   *
   * @param mostLabels labels of a column with a dimension of their own, at least 1
   */
  public static DenseEncoder fit(FeatureTable table, Scaling scaling, int mostLabels) {
    List<Block> blocks = new ArrayList<>();
    for (int c = 0; c < table.width(); c++) {
      Feature feature = table.features().get(c);
      blocks.add(
          feature.categorical()
              ? LabelBlock.fit(table.column(c), feature.labels().size(), mostLabels)
              : NumberBlock.fit(table.column(c), scaling));
    }
    return new DenseEncoder(blocks);
  }

  /** Dimensions of a row. */
  public int width() {
    return width;
  }

  /** The first dimension of a column, which for numbers is the number itself. */
  public int offset(int column) {
    return blocks.subList(0, column).stream().mapToInt(Block::width).sum();
  }

  /** All rows, one after the other: {@code rows x width}. */
  public Matrix encode(FeatureTable table) {
    float[] out = new float[Math.multiplyExact(table.rows(), width)];
    int offset = 0;
    for (int c = 0; c < blocks.size(); c++) {
      blocks.get(c).write(table.column(c), out, offset, width);
      offset += blocks.get(c).width();
    }
    return new Matrix(out, table.rows(), width);
  }

  /**
   * Dense rows.
   *
   * @param cells row by row; read only
   */
  public record Matrix(float[] cells, int rows, int width) {}

  private interface Block {
    int width();

    void write(double[] values, float[] out, int offset, int stride);
  }

  private record NumberBlock(double shift, double scale, double mean, boolean missing)
      implements Block {

    static NumberBlock fit(double[] values, Scaling scaling) {
      double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
      boolean missing = sorted.length < values.length;
      if (sorted.length == 0) {
        return new NumberBlock(0, 1, 0, missing);
      }
      double mean = Arrays.stream(sorted).average().orElse(0);
      double shift;
      double scale;
      switch (scaling) {
        case STANDARD -> {
          shift = mean;
          double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
          scale = Math.sqrt(squares / sorted.length);
        }
        case ROBUST -> {
          shift = quantile(sorted, .5);
          scale = quantile(sorted, .75) - quantile(sorted, .25);
        }
        default -> {
          shift = sorted[0];
          scale = sorted[sorted.length - 1] - sorted[0];
        }
      }
      return new NumberBlock(shift, scale == 0 ? 1 : scale, mean, missing);
    }

    @Override
    public int width() {
      return missing ? 2 : 1;
    }

    @Override
    public void write(double[] values, float[] out, int offset, int stride) {
      for (int i = 0; i < values.length; i++) {
        boolean present = Double.isFinite(values[i]);
        double value = present ? values[i] : mean;
        int at = i * stride + offset;
        out[at] = (float) ((value - shift) / scale);
        if (missing) {
          out[at + 1] = present ? 0 : 1;
        }
      }
    }
  }

  /** Dimension 0 is for missing cells when there are any. */
  private record LabelBlock(int[] dimension, int width, boolean missing) implements Block {

    static LabelBlock fit(double[] values, int labels, int mostLabels) {
      long[] counts = new long[labels];
      boolean missing = false;
      for (double v : values) {
        if (Double.isNaN(v)) {
          missing = true;
        } else {
          counts[(int) v]++;
        }
      }
      int first = missing ? 1 : 0;
      int[] dimension = new int[labels];
      int[] order =
          IntStream.range(0, labels)
              .boxed()
              .sorted(Comparator.comparingLong((Integer k) -> -counts[k]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int rank = 0; rank < labels; rank++) {
        dimension[order[rank]] = first + Math.min(rank, mostLabels);
      }
      return new LabelBlock(dimension, first + Math.min(labels, mostLabels + 1), missing);
    }

    @Override
    public void write(double[] values, float[] out, int offset, int stride) {
      for (int i = 0; i < values.length; i++) {
        int at = i * stride + offset;
        if (!Double.isNaN(values[i])) {
          out[at + dimension[(int) values[i]]] = 1;
        } else if (missing) {
          out[at] = 1;
        }
      }
    }
  }

  /** The quantile of sorted values by linear interpolation, as numpy.quantile. */
  public static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
