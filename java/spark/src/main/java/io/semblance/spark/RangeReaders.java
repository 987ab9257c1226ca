package io.semblance.spark;

import io.semblance.synth.Model;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Makes, on an executor, what draws a range of rows.
 *
 * @param file the model file, sent to each executor once
 * @param columns places of those that are wanted
 */
record RangeReaders(Broadcast<byte[]> file, String where, long seed, String backend, int[] columns)
    implements PartitionReaderFactory {
  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    Model model = ModelBytes.read(file.value(), where);
    return new RangeReader(model, (RowRange) partition, seed, backend, columns);
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("rows come in batches of columns");
  }
}
