package io.semblance.synth.autoregressive;

import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.DrawContext;

/**
 * Batches of beginnings of rows as far as the last variable that is asked of, each drawn among the
 * states that are allowed and by a tilt; and what goes on from them.
 */
final class Tries implements AutoCloseable {
  private final Session session;
  private final int variables;
  private final Tilt tilt;
  private final Counter counter = new Counter("try");
  private final ColumnNetworks.Drawn drawn;
  private final Program program;
  private final float[] codes;
  private final float[] logs = new float[DrawContext.BATCH];

  /** The beginnings of rows, and the program that goes on from them; null if nothing is left. */
  private final Variable begun;

  private final Counter row = new Counter("row");
  private final ColumnNetworks.Drawn whole;
  private final Program rest;

  /**
   * @param further whether rows are drawn to their ends, too
   */
  Tries(
      AutoregressiveModel model,
      TokenEncoder.Given given,
      Tilt tilt,
      DrawContext context,
      boolean further) {
    this.session = model.session(context);
    this.variables = asked(given);
    this.tilt = tilt;
    int batch = DrawContext.BATCH;
    int width = given.encoder().width();
    ColumnNetworks networks = model.networks(session);
    this.drawn =
        networks.draw(
            batch,
            counter,
            AutoregressiveStreams.TRIES,
            null,
            tilt.times(given.weights()),
            null,
            new ColumnNetworks.Span(0, variables));
    Step step = new Step().output(drawn.codes());
    if (drawn.logs() != null) {
      step.output(drawn.logs());
    }
    this.program = session.compile(step);
    this.codes = new float[drawn.codes().shape().size()];
    if (variables == width || !further) {
      this.begun = null;
      this.whole = null;
      this.rest = null;
      return;
    }
    this.begun = Variable.zeros("begun", Shape.of(batch, variables));
    this.whole =
        networks.draw(
            batch,
            row,
            AutoregressiveStreams.CONTINUED,
            null,
            null,
            Ops.transpose(begun.node()),
            new ColumnNetworks.Span(variables, width));
    this.rest = session.compile(new Step().output(whole.codes()));
  }

  /** Variables up to the last one that is asked of. */
  static int asked(TokenEncoder.Given given) {
    int last = 0;
    for (int v = 0; v < given.weights().size(); v++) {
      last = given.weights().get(v) == null ? last : v;
    }
    return last + 1;
  }

  /** Codes of a try: as many as there are variables up to the last one asked of. */
  int width() {
    return variables;
  }

  /** Makes the batch whose first try has a number. */
  void run(long first) {
    session.set(counter, first);
    program.run();
    program.read(drawn.codes(), codes);
    if (drawn.logs() != null) {
      program.read(drawn.logs(), logs);
    }
    for (int t = 0; t < logs.length; t++) {
      logs[t] -= (float) tilt.log(codes, t * variables);
    }
  }

  /** Codes of the tries of the batch, one after the other. */
  float[] codes() {
    return codes;
  }

  /**
   * For each try of the batch the logarithm of its weight: the probability under the networks that
   * it is what is asked for, over that with which it was made.
   */
  float[] logs() {
    return logs;
  }

  /**
   * Whole rows.
   *
   * @param beginnings [batch, variables]
   */
  float[] whole(float[] beginnings, long firstRow) {
    if (rest == null) {
      return beginnings;
    }
    session.set(begun, beginnings);
    session.set(row, firstRow);
    rest.run();
    float[] read = new float[whole.codes().shape().size()];
    rest.read(whole.codes(), read);
    return read;
  }

  @Override
  public void close() {
    session.close();
  }
}
