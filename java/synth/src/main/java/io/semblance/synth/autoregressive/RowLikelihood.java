package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import io.semblance.synth.DrawContext;

/** The logarithm of the probability that networks draw a row's codes. */
final class RowLikelihood {
  /** Nats of a row with a cell that the model never draws. */
  private static final float IMPOSSIBLE = 1e20f;

  private RowLikelihood() {}

  /** For each row of a table, in nats. */
  static double[] of(AutoregressiveModel model, Table given) {
    Table table = model.asDrawn(given);
    TokenEncoder encoder = model.encoder();
    int width = encoder.width();
    int batch = DrawContext.BATCH;
    double[] logs = new double[table.rows()];
    DrawContext context = new DrawContext(0, false, Backends.select(null), batch);
    try (Session session = model.session(context)) {
      ColumnNetworks networks = model.networks(session);
      Variable rows = Variable.zeros("rows", Shape.of(batch, width));
      Node nats = networks.nats(rows.node(), 0, 0, Mode.inference());
      Program program = session.compile(new Step().output(nats));
      float[] encoded = new float[batch * width];
      float[] found = new float[batch];
      for (int from = 0; from < logs.length; from += batch) {
        int count = Math.min(batch, logs.length - from);
        encoder.encode(table, from, from + count, encoded);
        session.set(rows, encoded);
        program.run();
        program.read(nats, found);
        for (int i = 0; i < count; i++) {
          logs[from + i] = found[i] > IMPOSSIBLE ? Double.NEGATIVE_INFINITY : -found[i];
        }
      }
    }
    return logs;
  }
}
