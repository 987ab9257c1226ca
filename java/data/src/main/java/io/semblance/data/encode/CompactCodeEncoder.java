package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import java.util.Arrays;

/**
 * A category of many labels as a number of two digits, one softmax each: n labels need about 2
 * sqrt(n) numbers instead of n. Labels are numbered by falling frequency, so that the first digit
 * is roughly "how common" and the frequent labels share few first digits. "Missing" is one more
 * label.
 */
final class CompactCodeEncoder extends ColumnEncoder {
  static final String NAME = "compact";

  /** The code of each rank; {@link CategoricalColumn#MISSING} for the missing state. */
  private final int[] codeOfRank;

  private final int base;
  private final int highs;
  private final int[] rankOfCode;
  private final int missingRank;

  private CompactCodeEncoder(ColumnSchema schema, int[] codeOfRank, String reason) {
    super(schema, reason);
    this.codeOfRank = codeOfRank;
    this.base = Math.max(1, (int) Math.ceil(Math.sqrt(codeOfRank.length)));
    this.highs = (codeOfRank.length + base - 1) / base;
    this.rankOfCode = new int[schema.categories().size()];
    int missing = -1;
    for (int rank = 0; rank < codeOfRank.length; rank++) {
      if (codeOfRank[rank] < 0) {
        missing = rank;
      } else {
        rankOfCode[codeOfRank[rank]] = rank;
      }
    }
    missingRank = missing;
  }

  static CompactCodeEncoder fit(ColumnSample sample, String reason) {
    CategoricalColumn column = sample.labels();
    boolean missing = sample.missing();
    int labels = column.schema().categories().size();
    long[] counts = new long[labels + 1];
    for (int code : column.codes()) {
      counts[code < 0 ? labels : code]++;
    }
    Integer[] order = new Integer[labels + (missing ? 1 : 0)];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Long.compare(counts[b], counts[a]));
    int[] codes = new int[order.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = order[i] == labels ? CategoricalColumn.MISSING : order[i];
    }
    return new CompactCodeEncoder(column.schema(), codes, reason);
  }

  @Override
  String name() {
    return NAME;
  }

  @Override
  String describe() {
    return NAME
        + " code of "
        + codeOfRank.length
        + (missingRank >= 0 ? " states" : " labels")
        + " in "
        + highs
        + " + "
        + base;
  }

  @Override
  int[] softmaxes() {
    return new int[] {highs, base};
  }

  @Override
  void encode(Column column, int from, int to, RowView out) {
    int[] codes = ((CategoricalColumn) column).codes();
    int[] map = LabelMap.of((CategoricalColumn) column, schema());
    float[] data = out.data();
    int at = out.base();
    int high = out.softmax()[0];
    int low = out.softmax()[1];
    for (int row = from; row < to; row++, at += out.stride()) {
      int code = codes[row];
      if (code >= 0 && map[code] < 0) {
        throw LabelMap.unknown((CategoricalColumn) column, code);
      }
      int rank = code < 0 ? missingRank : rankOfCode[map[code]];
      if (rank < 0) {
        throw unexpectedMissing();
      }
      data[at + high + rank / base] = 1;
      data[at + low + rank % base] = 1;
    }
  }

  @Override
  void decode(RowView in, int from, int to, Cells out) {
    int at = in.base() + from * in.stride();
    for (int row = from; row < to; row++, at += in.stride()) {
      int high = argmax(in.data(), at + in.softmax()[0], highs);
      int first = high * base;
      // The last first digit may have fewer second digits than the others.
      int seconds = Math.min(base, codeOfRank.length - first);
      int low = argmax(in.data(), at + in.softmax()[1], seconds);
      out.codes()[row] = codeOfRank[first + low];
    }
  }

  @Override
  void write(ObjectNode out) {
    Json.put(out, "order", codeOfRank);
  }

  static CompactCodeEncoder read(ColumnSchema schema, Json in, String reason) {
    int labels = schema.categories().size();
    int[] order = in.integers("order", -1, labels - 1);
    in.check(order.length >= labels && order.length <= labels + 1 && labels > 0, "lacks labels");
    boolean[] seen = new boolean[labels + 1];
    for (int code : order) {
      in.check(!seen[code + 1], "has a label twice");
      seen[code + 1] = true;
    }
    for (int code = 0; code < labels; code++) {
      in.check(seen[code + 1], "lacks a label");
    }
    return new CompactCodeEncoder(schema, order, reason);
  }
}
