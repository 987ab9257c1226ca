package io.semblance.synth;

import io.semblance.data.Table;
import java.util.function.ToDoubleBiFunction;

/**
 * Judges a model while it is trained, so that the best one seen is kept. Given by the caller,
 * because what "good" means is not the synthesizer's business.
 *
 * @param heldOut real rows that the model is not trained on
 * @param loss how bad generated rows (second) are beside held-out ones (first); lower is better
 */
public record Validation(Table heldOut, ToDoubleBiFunction<Table, Table> loss) {
  /** Generated rows to judge by, at least. */
  public static final int FEWEST_ROWS = 2_000;

  /** How many generated rows to judge by: as many as are held out, but enough to mean something. */
  public int rows() {
    return Math.max(FEWEST_ROWS, heldOut.rows());
  }

  /** The loss of these generated rows. */
  public double lossOf(Table synthetic) {
    return loss.applyAsDouble(heldOut, synthetic);
  }
}
