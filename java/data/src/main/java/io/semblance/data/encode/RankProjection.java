package io.semblance.data.encode;
import io.semblance.data.Table;
/** Skeleton. */
public final class RankProjection {
  private RankProjection() {}
  /** Skeleton. */
  public static RankProjection fit(Table generatedSample, Table training) { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public Table apply(Table generated, long firstRow, long seed) { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public String toJson() { throw new UnsupportedOperationException(); }
  /** Skeleton. */
  public static RankProjection fromJson(String json, String sourceName) { throw new UnsupportedOperationException(); }
}
