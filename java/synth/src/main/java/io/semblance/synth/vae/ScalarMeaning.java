package io.semblance.synth.vae;

import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Where scalars mean something: a column that holds one of its spikes, or is missing, is the same
 * whatever its scalar, so a likelihood must not be asked for it. Asked of the encoder itself: a
 * scalar means nothing in a state if its least, middle and greatest value decode to the same cell.
 */
final class ScalarMeaning {
  private static final float[] PROBES = {-1, 0, 1};

  /** 1 where a state and a scalar of its column go together, [softmax width, scalars]. */
  private final double[] states;

  /** 1 for scalars whose columns have no states, [scalars]. */
  private final double[] always;

  private final Layout layout;
  private final boolean everywhere;

  private ScalarMeaning(Layout layout, double[] states, double[] always, boolean everywhere) {
    this.layout = layout;
    this.states = states;
    this.always = always;
    this.everywhere = everywhere;
  }

  /** A state of a column that has a scalar too. */
  private record State(Block scalar, int at) {}

  static ScalarMeaning of(TableEncoder encoder) {
    Layout layout = encoder.layout();
    int scalars = layout.scalars();
    double[] always = new double[scalars];
    List<State> asked = new ArrayList<>();
    for (Block scalar : layout.blocks().subList(0, scalars)) {
      List<Block> own =
          layout.blocksOf(scalar.column()).stream()
              .filter(b -> b.kind() == Block.Kind.SOFTMAX)
              .toList();
      always[scalar.offset()] = own.isEmpty() ? 1 : 0;
      for (Block b : own) {
        for (int s = 0; s < b.width(); s++) {
          asked.add(new State(scalar, b.offset() + s));
        }
      }
    }
    Table decoded = decoded(encoder, asked);
    double[] states = new double[(layout.width() - scalars) * scalars];
    boolean everywhere = true;
    for (int i = 0; i < asked.size(); i++) {
      State state = asked.get(i);
      boolean means = differs(decoded.column(state.scalar().column()), i * PROBES.length);
      states[(state.at() - scalars) * scalars + state.scalar().offset()] = means ? 1 : 0;
      everywhere &= means;
    }
    return new ScalarMeaning(layout, states, always, everywhere);
  }

  private static Table decoded(TableEncoder encoder, List<State> asked) {
    int width = encoder.layout().width();
    int count = asked.size() * PROBES.length;
    float[] rows = new float[Math.multiplyExact(count, width)];
    for (int r = 0; r < count; r++) {
      State state = asked.get(r / PROBES.length);
      rows[r * width + state.scalar().offset()] = PROBES[r % PROBES.length];
      rows[r * width + state.at()] = 1;
    }
    return encoder.decode(rows, count, 0, 0);
  }

  private static boolean differs(Column column, int row) {
    double[] values = ((NumericColumn) column).values();
    return Double.compare(values[row], values[row + 1]) != 0
        || Double.compare(values[row + 1], values[row + 2]) != 0;
  }

  /**
   * 1 for each scalar of each row that means something there, else 0, [batch, scalars]; null if all
   * of them do.
   *
   * @param rows encoded, [batch, width]
   */
  Node of(Node rows) {
    int scalars = layout.scalars();
    if (everywhere) {
      return null;
    }
    int softmaxWidth = layout.width() - scalars;
    Node categories = Ops.slice(rows, 1, scalars, softmaxWidth);
    return Ops.add(
        Ops.matmul(categories, Ops.constant(Shape.of(softmaxWidth, scalars), states)),
        Ops.constant(Shape.of(scalars), always));
  }
}
