package io.semblance.synth.mixed;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.encode.TableEncoder;
import java.util.Arrays;

/** Rows whose missing cells a model draws given the others. */
final class HoledRows {
  private HoledRows() {}

  /**
   * The rows without holes.
   *
   * @param learnt false for a table of constants
   */
  static Table filled(EncodedModel model, boolean learnt, Table rows, long firstRow, long seed) {
    TableEncoder encoder = model.encoder();
    float[] encoded = encoder.encodeKnown(rows);
    if (learnt) {
      MixedLayout layout = model.mixed();
      RowFiller filler = model.filler(present(encoder, layout));
      fill(encoder, layout, filler, rows, encoded, firstRow, seed);
    }
    return encoder.decode(encoded, rows.rows(), firstRow, seed, rows);
  }

  /** Of columns that may lack cells only those that are there are drawn. */
  private static Evidence present(TableEncoder encoder, MixedLayout layout) {
    Condition.Builder condition = Condition.builder();
    for (ColumnSchema column : encoder.schema().columns()) {
      boolean learnt = layout.categories().stream().anyMatch(c -> c.column().equals(column.name()));
      if (learnt && column.nullable()) {
        condition.present(column);
      }
    }
    return Evidence.of(condition.build(), encoder, layout).orElseThrow();
  }

  private static void fill(
      TableEncoder encoder,
      MixedLayout layout,
      RowFiller filler,
      Table rows,
      float[] encoded,
      long firstRow,
      long seed) {
    Column[] ofCategories =
        layout.categories().stream().map(c -> rows.column(c.column())).toArray(Column[]::new);
    Column[] ofNumbers =
        encoder.layout().blocks().subList(0, layout.numbers()).stream()
            .map(block -> rows.column(block.column()))
            .toArray(Column[]::new);
    int[] states = new int[ofCategories.length];
    double[] scores = new double[ofNumbers.length];
    for (int i = 0; i < rows.rows(); i++) {
      int at = i * layout.width();
      boolean holes = false;
      layout.states(encoded, at, states);
      for (int j = 0; j < scores.length; j++) {
        boolean known = !ofNumbers[j].isMissing(i) && layout.speaks(j, states);
        scores[j] = known ? NormalScores.score(encoded[at + j]) : Double.NaN;
        holes |= ofNumbers[j].isMissing(i);
      }
      for (int v = 0; v < states.length; v++) {
        boolean hole = ofCategories[v].isMissing(i);
        states[v] = hole ? RowFiller.HOLE : states[v];
        holes |= hole;
      }
      if (!holes) {
        continue;
      }
      filler.fill(seed, firstRow + i, states, scores);
      Arrays.fill(encoded, at, at + layout.width(), 0);
      for (int v = 0; v < states.length; v++) {
        layout.categories().get(v).write(states[v], encoded, at);
      }
      for (int j = 0; j < scores.length; j++) {
        encoded[at + j] = layout.speaks(j, states) ? (float) NormalScores.scalar(scores[j]) : 0;
      }
    }
  }
}
