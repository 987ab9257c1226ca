package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Text;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Labels, and "missing" among them, in some order; each with the number of its rows. */
final class LabelMarginal extends Marginal {
  /** Codes in the order of their intervals; {@link CategoricalColumn#MISSING} for missing. */
  private final int[] codes;

  private final int[] counts;

  /** Rows in the intervals up to each one; the last is the number of all rows. */
  private final long[] upTo;

  LabelMarginal(ColumnSchema schema, int[] codes, int[] counts) {
    super(schema);
    this.codes = codes;
    this.counts = counts;
    this.upTo = Arrays.stream(counts).asLongStream().toArray();
    Arrays.parallelPrefix(upTo, Long::sum);
  }

  @Override
  public Column cells(double[] ranks) {
    long total = upTo[upTo.length - 1];
    int[] cells = new int[ranks.length];
    for (int row = 0; row < cells.length; row++) {
      // The row, counted from 0, that the rank falls on: never one of an empty interval.
      long wanted = Math.max(0, Math.min((long) (ranks[row] * total), total - 1));
      int low = 0;
      int high = upTo.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (upTo[middle] > wanted) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      cells[row] = codes[low];
    }
    return CategoricalColumn.of(schema(), cells);
  }

  @Override
  public String describe() {
    int[] found = IntStream.range(0, codes.length).filter(i -> counts[i] > 0).toArray();
    String ends = name(codes[found[0]]) + " to " + name(codes[found[found.length - 1]]);
    return schema().categories().size() + " labels" + (found.length > 1 ? ", from " + ends : "");
  }

  private String name(int code) {
    return code == CategoricalColumn.MISSING
        ? "missing"
        : Text.shorten(schema().categories().get(code));
  }

  @Override
  void write(ObjectNode out) {
    Json.put(out, "order", codes);
    Json.put(out, "counts", counts);
  }

  static LabelMarginal read(ColumnSchema schema, Json in) {
    int labels = schema.categories().size();
    int[] codes = in.integers("order", CategoricalColumn.MISSING, labels - 1);
    int[] counts = in.integers("counts", 0, Integer.MAX_VALUE);
    in.check(codes.length == counts.length, "needs as many counts as labels");
    in.check(Arrays.stream(codes).distinct().count() == codes.length, "has a label twice");
    in.check(Arrays.stream(counts).asLongStream().sum() > 0, "has no label that occurs");
    return new LabelMarginal(schema, codes, counts);
  }
}
