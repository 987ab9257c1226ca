package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.train.Trainable;
import io.semblance.synth.train.TrainingOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The programs of a fit: a step of the loop is an update of all networks. */
final class AutoregressiveTraining implements Trainable {
  /** Updates of an epoch at most: of a large table an epoch is a part. */
  private static final int MOST_STEPS = 500;

  private final Session session;
  private final AutoregressiveSteps steps;
  private final long seed;
  private final int count;
  private final int held;
  private final int stepsPerEpoch;
  private final Program update;
  private final Program judgement;
  private final float[] losses;
  private final IntFunction<Table> preview;
  private boolean ran;

  /** Order of all rows in the pass that the current epoch begins in. */
  private final int[] pass;

  private long passInOrder = -1;

  /**
   * @param train the training rows
   * @param heldOut the rows to judge by
   * @param previewOrNull draws rows of the model as it stands
   */
  AutoregressiveTraining(
      Session session,
      AutoregressiveSteps steps,
      float[] train,
      float[] heldOut,
      long seed,
      IntFunction<Table> previewOrNull) {
    this.session = session;
    this.steps = steps;
    this.seed = seed;
    this.preview = previewOrNull;
    this.count = steps.table().shape().dim(0);
    this.held = steps.heldOut().shape().dim(0);
    this.pass = new int[count];
    this.stepsPerEpoch = stepsPerEpoch(count, steps.batch());
    this.losses = new float[steps.batch()];
    session.set(steps.table(), train);
    session.set(steps.heldOut(), heldOut);
    int[] inOrder = new int[held];
    Arrays.setAll(inOrder, i -> i);
    session.set(steps.heldOutOrder(), inOrder);
    steps.networks().initialize(session, seed);
    session.copy(steps.networks().parameters(), steps.average().parameters());
    this.update = session.compile(steps.update());
    this.judgement = session.compile(steps.judgement());
  }

  static int stepsPerEpoch(int count, int batch) {
    return Math.max(1, Math.min(MOST_STEPS, count / batch));
  }

  @Override
  public int batch() {
    return steps.batch();
  }

  @Override
  public int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  @Override
  public int stepsBetweenValidations() {
    return 1;
  }

  @Override
  public void beginEpoch(int epoch) {
    int[] next = new int[stepsPerEpoch * steps.batch()];
    for (int i = 0; i < next.length; i++) {
      long at = (long) (epoch - 1) * next.length + i;
      if (at / count != passInOrder) {
        passInOrder = at / count;
        TrainingOrder.shuffle(seed, Math.toIntExact(passInOrder + 1), pass);
      }
      next[i] = pass[(int) (at % count)];
    }
    session.set(steps.order(), next);
  }

  @Override
  public int advance(long step, int most) {
    update.run();
    ran = true;
    return 1;
  }

  @Override
  public Map<String, Double> losses() {
    Map<String, Double> named = new LinkedHashMap<>();
    if (ran) {
      named.put("nats", update.readScalar(steps.loss()));
    }
    return named;
  }

  @Override
  public List<Step> steps() {
    return List.of(steps.update());
  }

  @Override
  public List<Variable> rates() {
    return List.of(steps.rate());
  }

  @Override
  public List<Variable> kept() {
    return steps.average().parameters();
  }

  @Override
  public Table sample(int rows) {
    throw new UnsupportedOperationException("judged by its likelihood");
  }

  @Override
  public Optional<Table> preview(int rows) {
    return preview == null ? Optional.empty() : Optional.of(preview.apply(rows));
  }

  /** Nats a row of the held-out rows. */
  @Override
  public OptionalDouble heldOutLoss() {
    session.set(steps.heldOutRows(), 0);
    double sum = 0;
    for (int from = 0; from < held; from += losses.length) {
      judgement.run();
      judgement.read(steps.heldOutLosses(), losses);
      for (int i = 0; i < Math.min(losses.length, held - from); i++) {
        sum += losses[i];
      }
    }
    return OptionalDouble.of(sum / held);
  }

  @Override
  public void restart() {
    session.copy(steps.average().parameters(), steps.networks().parameters());
  }
}
