package io.semblance.synth.train;

import io.semblance.data.Table;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A training table as the numbers that networks read.
 *
 * @param encoder that made them and reads them back
 * @param rows {@code count * width()} numbers, row by row
 * @param count how many rows
 */
public record EncodedTable(TableEncoder encoder, float[] rows, int count) {
  /**
   * Fits encoders to a table and encodes it.
   *
   * @throws SynthesisException if the table has fewer than two rows, or more than fit in memory
   * @throws io.semblance.data.DataException if an encoder that was asked for cannot serve
   */
  public static EncodedTable of(Table table, EncoderOptions options) {
    if (table.rows() < 2) {
      throw new SynthesisException(
          "A model cannot be learnt from " + table.rows() + " rows; give a table with more");
    }
    TableEncoder encoder = TableEncoder.fit(table, options);
    int width = encoder.layout().width();
    if ((long) table.rows() * width > Integer.MAX_VALUE - 8) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "%,d rows of %,d encoded numbers are more than one array holds; fit on fewer rows",
              table.rows(),
              width));
    }
    float[] rows = new float[table.rows() * width];
    encoder.encode(table, 0, table.rows(), rows, 0);
    return new EncodedTable(encoder, rows, table.rows());
  }

  /** Where the columns lie in a row. */
  public Layout layout() {
    return encoder.layout();
  }

  /** Numbers of a row; 0 for a table of constants and identifiers. */
  public int width() {
    return encoder.layout().width();
  }

  /** Share of each category of each softmax block, in the order of the blocks. */
  public double[][] shares() {
    return shares(layout(), rows, count);
  }

  /** The same of any encoded rows. */
  public static double[][] shares(Layout layout, float[] rows, int count) {
    List<double[]> shares = new ArrayList<>();
    for (Block b : layout.blocks()) {
      if (b.kind() == Block.Kind.SOFTMAX) {
        shares.add(shares(b, layout.width(), rows, count));
      }
    }
    return shares.toArray(double[][]::new);
  }

  private static double[] shares(Block b, int width, float[] rows, int count) {
    double[] share = new double[b.width()];
    for (int r = 0; r < count; r++) {
      int at = r * width + b.offset();
      for (int c = 0; c < share.length; c++) {
        share[c] += rows[at + c];
      }
    }
    for (int c = 0; c < share.length; c++) {
      share[c] /= count;
    }
    return share;
  }
}
