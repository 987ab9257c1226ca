package io.semblance.quality.trees;

import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import java.util.List;
import java.util.stream.IntStream;

/** Rows as bin numbers, column by column: what trees are grown from and walked with. */
final class BinnedRows {

  private final List<BinMapper> mappers;
  private final byte[][] bins;
  private final int rows;

  private BinnedRows(List<BinMapper> mappers, byte[][] bins, int rows) {
    this.mappers = mappers;
    this.bins = bins;
    this.rows = rows;
  }

  /** Makes the bins from the rows themselves. */
  static BinnedRows fit(FeatureTable table) {
    List<BinMapper> mappers =
        IntStream.range(0, table.width())
            .parallel()
            .mapToObj(c -> mapper(table.features().get(c), table.column(c)))
            .toList();
    return map(mappers, table);
  }

  private static BinMapper mapper(Feature feature, double[] values) {
    return feature.categorical()
        ? BinMapper.codes(values, feature.labels().size())
        : BinMapper.numbers(values);
  }

  /** Brings other rows to bins made before. */
  static BinnedRows map(List<BinMapper> mappers, FeatureTable table) {
    byte[][] bins = new byte[mappers.size()][];
    IntStream.range(0, bins.length)
        .parallel()
        .forEach(c -> bins[c] = mappers.get(c).map(table.column(c)));
    return new BinnedRows(mappers, bins, table.rows());
  }

  List<BinMapper> mappers() {
    return mappers;
  }

  int rows() {
    return rows;
  }

  int width() {
    return bins.length;
  }

  byte[] column(int c) {
    return bins[c];
  }

  int bin(int c, int row) {
    return bins[c][row] & 0xff;
  }
}
