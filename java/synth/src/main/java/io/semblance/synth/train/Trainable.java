package io.semblance.synth.train;

import io.semblance.data.Table;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Networks that can be trained: what {@link TrainingLoop} needs to know of a model, and all that it
 * knows. A step is one update; which one follows which is the model's business.
 *
 * <p>All that changes while training lives in the session, so that the loop can save and restore
 * it: whatever the {@link #steps()} assign or advance, and the {@link #rates()}.
 */
public interface Trainable {
  /** Rows that one step reads. */
  int batch();

  /** Steps that make one pass over the table. */
  int stepsPerEpoch();

  /** Steps between two looks at what comes out, at least; small tables have very short epochs. */
  int stepsBetweenValidations();

  /** Steps before the first look, at least: before them there is nothing that could be kept. */
  default long stepsBeforeValidation() {
    return stepsBetweenValidations();
  }

  /** Makes the rows ready that the steps of this epoch, numbered from 1, will read. */
  void beginEpoch(int epoch);

  /**
   * Runs some steps: at least one and at most {@code most}.
   *
   * @param step how many were run since the fit began, over all epochs
   * @return how many were run now
   */
  int advance(long step, int most);

  /** The losses of the last step of each kind, by name; none of a kind that has not run yet. */
  Map<String, Double> losses();

  /** All steps that are run, as they were compiled. */
  List<Step> steps();

  /** The learning rates, scalars that the loop may lower. */
  List<Variable> rates();

  /** What makes the model: these are put back to where the best model was seen. */
  List<Variable> kept();

  /** Rows of the model as {@link #kept()} stands: rows 0 to before {@code rows} of the seed. */
  Table sample(int rows);

  /**
   * Rows of the model as {@link #kept()} stands for somebody who looks on, where {@link #sample} is
   * not asked anyway; empty, as by default, for a model that cannot tell any while it learns. Must
   * leave all that training depends on as it is.
   */
  default Optional<Table> preview(int rows) {
    return Optional.empty();
  }

  /**
   * How bad the model as {@link #kept()} stands is on rows that the trainable has held out itself;
   * lower is better. Models are then judged by it, rather than by rows that they generate. Empty,
   * as by default, for a model that has no such figure.
   */
  default OptionalDouble heldOutLoss() {
    return OptionalDouble.empty();
  }

  /** {@link #kept()} has been put back; what is trained goes on from there. */
  default void restart() {}
}
