package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;

/**
 * Turns the cells of one column into numbers and back. Immutable and safe to share. What a network
 * gives is never trusted: decoding gives a cell that the schema allows for whatever numbers, NaN
 * included.
 */
abstract class ColumnEncoder {
  private final ColumnSchema schema;
  private final String reason;

  /**
   * An encoder.
   *
   * @param reason why it was chosen, for people
   */
  ColumnEncoder(ColumnSchema schema, String reason) {
    this.schema = schema;
    this.reason = reason;
  }

  final ColumnSchema schema() {
    return schema;
  }

  final String reason() {
    return reason;
  }

  /** The name of the method, as users give it. */
  abstract String name();

  /** The method with its figures, for people. */
  abstract String describe();

  /** How many scalars it needs: 0 or 1. */
  int scalars() {
    return 0;
  }

  /** The widths of the softmax blocks it needs. */
  int[] softmaxes() {
    return new int[0];
  }

  /** Writes the rows from {@code from} to before {@code to}; the rows are zero before. */
  abstract void encode(Column column, int from, int to, RowView out);

  /** Reads rows {@code from} to before {@code to} of the view into the same cells. */
  abstract void decode(RowView in, int from, int to, Cells out);

  /** Writes what {@code read} of the class needs besides the schema. */
  abstract void write(ObjectNode out);

  /**
   * The index of the greatest of some numbers; the first one among equals, 0 if all are NaN.
   *
   * <p>Which number is the greatest cannot be foretold, so comparing them would mislead the
   * processor's branch prediction at every other one. Instead each number becomes a whole number of
   * the same order with its place in the low bits, and the greatest of those is a matter of
   * conditional moves.
   */
  static int argmax(float[] data, int at, int count) {
    long most = Long.MIN_VALUE | Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      float value = data[at + i] + 0f; // without the sign of a zero
      int bits = Float.floatToRawIntBits(value);
      int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      long place = (long) Integer.MAX_VALUE - i;
      long candidate = Float.isNaN(value) ? Long.MIN_VALUE : ((long) ordered << 32) | place;
      most = Math.max(most, candidate);
    }
    return Integer.MAX_VALUE - (int) most;
  }

  /** A scalar brought into [-1, 1]; NaN becomes 0. */
  static double clamp(float scalar) {
    return Float.isNaN(scalar) ? 0 : scalar >= 1 ? 1 : scalar <= -1 ? -1 : scalar;
  }

  /** The error for a missing cell where the fitted table could have none. */
  final DataException unexpectedMissing() {
    return unexpectedMissing(schema);
  }

  /** The same for any column. */
  static DataException unexpectedMissing(ColumnSchema schema) {
    return DataException.builder("a cell is missing, which the encoder was not fitted for")
        .column(schema.name())
        .remedy("fit it with a schema that says \"nullable\": true for this column")
        .build();
  }

  /**
   * Encoded rows, and where in them the column has its blocks.
   *
   * @param data the rows, one after the other
   * @param base index of the first number of row 0
   * @param stride numbers per row
   * @param scalar offset in the row of the scalar, if there is one
   * @param softmax offsets in the row of the softmax blocks
   */
  record RowView(float[] data, int base, int stride, int scalar, int[] softmax) {}

  /**
   * Decoded cells of one column; which array is filled depends on the type of the column.
   *
   * @param values numbers; NaN for missing
   * @param codes labels; -1 for missing
   * @param texts identifiers; null for missing
   * @param firstRow absolute number of the first row
   * @param seed seed of whatever is drawn
   */
  record Cells(double[] values, int[] codes, String[] texts, long firstRow, long seed) {}
}
