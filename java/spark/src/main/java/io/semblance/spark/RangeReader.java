package io.semblance.spark;

import io.semblance.data.Table;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.RowSource;
import io.semblance.synth.SampleOptions;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Draws a range of rows, part by part. */
final class RangeReader implements PartitionReader<ColumnarBatch> {
  private final Model model;
  private final RowRange range;
  private final int[] columns;
  private final RowSource source;
  private long at;
  private ColumnarBatch batch;

  RangeReader(Model model, RowRange range, long seed, String backend, int[] columns) {
    this.model = model;
    this.range = range;
    this.columns = columns;
    this.at = range.first();
    this.source =
        model.open(DrawContext.of(SampleOptions.builder().seed(seed).backend(backend).build()));
  }

  @Override
  public boolean next() {
    long end = range.first() + range.count();
    if (at >= end) {
      return false;
    }
    int count = (int) Math.min(end - at, model.partRows() - at % model.partRows());
    Table part = source.draw(at, count);
    at += count;
    int rows = part.rows() - (at == end ? range.surplus() : 0);
    ColumnVector[] vectors = new ColumnVector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = new TableVector(part.column(columns[i]));
    }
    batch = new ColumnarBatch(vectors, rows);
    return true;
  }

  @Override
  public ColumnarBatch get() {
    return batch;
  }

  @Override
  public void close() {
    source.close();
  }
}
