package io.semblance.synth.autoregressive;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.DrawContext;
import java.util.HashSet;
import java.util.Set;

/**
 * Holes filled by sampling-importance-resampling (Rubin 1987): of each row some tries are made,
 * cells that are there taken as they are and the others drawn one after the other, and one is taken
 * by the probability that the networks give to the cells that are there.
 */
final class CompletedRows {
  private static final int TRIES = 32;
  private static final float HOLE = -1;

  private CompletedRows() {}

  static Table of(AutoregressiveModel model, Table given, long firstRow, long seed) {
    Table rows = model.asDrawn(given);
    TokenEncoder.Given present = model.encoder().given(present(model));
    TokenEncoder encoder = present.encoder();
    int width = encoder.width();
    int count = rows.rows();
    float[] known = new float[Math.multiplyExact(count, width)];
    encoder.encodeKnown(rows, known, HOLE);
    float[] codes = known.clone();
    boolean[] holed = holed(rows);
    if (width > 0) {
      fill(model, present, holed, known, codes, firstRow, seed);
    }
    return model.inOrder(encoder.decode(codes, count, firstRow, seed, rows));
  }

  /** Of columns that may lack cells only those that are there are drawn. */
  private static Condition present(AutoregressiveModel model) {
    Condition.Builder condition = Condition.builder();
    Set<String> learnt = new HashSet<>();
    model.encoder().variables().forEach(variable -> learnt.add(variable.column()));
    for (ColumnSchema column : model.schema().columns()) {
      if (column.nullable()
          && learnt.contains(column.name())
          && column.categories().size() <= MOST_LABELS) {
        condition.present(column);
      }
    }
    return condition.build();
  }

  /** More labels are two digits, of which nothing can be asked. */
  private static final int MOST_LABELS = 999;

  private static boolean[] holed(Table rows) {
    boolean[] holed = new boolean[rows.rows()];
    for (Column column : rows.columns()) {
      for (int row = 0; row < holed.length; row++) {
        holed[row] |= column.isMissing(row);
      }
    }
    return holed;
  }

  private static void fill(
      AutoregressiveModel model,
      TokenEncoder.Given present,
      boolean[] holed,
      float[] known,
      float[] codes,
      long firstRow,
      long seed) {
    int width = present.encoder().width();
    int each = DrawContext.BATCH / TRIES;
    DrawContext context = new DrawContext(seed, false, Backends.select(null), DrawContext.BATCH);
    try (Session session = model.session(context)) {
      ColumnNetworks networks = model.networks(session);
      Variable given = Variable.zeros("given", Shape.of(DrawContext.BATCH, width));
      Counter counter = new Counter("try");
      ColumnNetworks.Drawn drawn =
          networks.draw(
              DrawContext.BATCH,
              counter,
              AutoregressiveStreams.COMPLETIONS,
              null,
              present.weights(),
              Ops.transpose(given.node()));
      Program program = session.compile(new Step().output(drawn.codes()).output(drawn.logs()));
      float[] tries = new float[DrawContext.BATCH * width];
      float[] found = new float[DrawContext.BATCH * width];
      float[] logs = new float[DrawContext.BATCH];
      for (int from = 0; from < holed.length; from += each) {
        int some = Math.min(each, holed.length - from);
        boolean any = false;
        for (int t = 0; t < DrawContext.BATCH; t++) {
          int row = from + Math.min(some - 1, t / TRIES);
          any |= holed[row];
          System.arraycopy(known, row * width, tries, t * width, width);
        }
        if (!any) {
          continue;
        }
        session.set(given, tries);
        session.set(counter, (firstRow + from) * TRIES);
        program.run();
        program.read(drawn.codes(), found);
        program.read(drawn.logs(), logs);
        for (int r = 0; r < some; r++) {
          int row = from + r;
          int taken = Resampling.taken(logs, r * TRIES, TRIES, seed, firstRow + row);
          System.arraycopy(found, taken * width, codes, row * width, width);
        }
      }
    }
  }
}
