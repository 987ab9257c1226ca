package io.semblance.data.encode;
import io.semblance.data.Schema;
import io.semblance.data.Table;
/** Skeleton. */
public final class TableEncoder {
  private TableEncoder() {}
  /** Skeleton. */
  public static TableEncoder fit(Table table, EncoderOptions options) { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public Schema schema() { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public Layout layout() { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public void encode(Table table, int fromRow, int toRow, float[] out, int outOffset) { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public Table decode(float[] rows, int count, long firstRow, long seed) { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public String describe() { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public String toJson() { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public static TableEncoder fromJson(String json, String sourceName) { throw new UnsupportedOperationException(); }
}
