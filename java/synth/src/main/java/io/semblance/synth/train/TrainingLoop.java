package io.semblance.synth.train;

import io.semblance.data.Table;
import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Provenance;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains a {@link Trainable}, whatever it is: epochs, budget, cancellation, progress, judging on
 * held-out rows, early stopping, the best weights, divergence, collapse, checkpoints.
 *
 * <p>What comes out depends on the seed alone, not on the clock: looks at losses and at generated
 * rows are made after numbers of steps, and a checkpoint may be taken anywhere. Only a budget or a
 * cancellation ends a fit by the clock.
 */
public final class TrainingLoop {
  /** Steps between two looks at whether all is finite, each remembered to go back to. */
  private static final int STEPS_BETWEEN_CHECKS = 500;

  private static final int MOST_ROLLBACKS = 5;
  private static final double SLOWER = 0.5;

  /** Of learning rates when nothing gets better. */
  private static final double SLOWDOWN = 0.4;

  /** The ending of a training that the budget cut short. */
  public static final String BUDGET_USED = "budget used up";

  /** Shares of a budget by which rates have been lowered once, twice and so on. */
  private static final double[] SLOWDOWNS_BY = {.5, .7, .85, .95};

  private static final String DIVERGED = "diverged";

  private final Session session;
  private final Trainable trainable;
  private final Plan plan;
  private final Validation validation;
  private final FitReporter reporter;
  private final CollapseWatch watch;
  private final Checkpoints checkpoints;
  private final TrainingState state;

  private int epoch = 1;
  private int left;
  private long step;
  private long nextValidation;
  private int sinceBest;
  private int rollbacks;
  private int slowdowns;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double validationLoss = Double.NaN;
  private List<float[]> best;
  private Map<String, Double> losses = new LinkedHashMap<>();
  private List<Provenance.CurvePoint> curve = new ArrayList<>();

  /** Where to go back to if training diverges; also what a checkpoint keeps. */
  private Checkpoint remembered;

  /**
   * How long to train.
   *
   * @param epochs passes over the table; {@link #OPEN} to go on until nothing gets better
   * @param patience validations without a better one before stopping; 0 for never
   * @param slowdowns how often, instead of stopping, training goes on from the best model with
   *     learning rates times .4. Under a budget it does so by these shares of it at the latest:
   *     {@code .5, .7, .85, .95}
   */
  public record Plan(int epochs, int patience, int slowdowns) {
    /** As many epochs as it takes. */
    public static final int OPEN = Integer.MAX_VALUE;

    /** A plan whose learning rates stay as they are. */
    public Plan(int epochs, int patience) {
      this(epochs, patience, 0);
    }

    /** The same for another number of epochs. */
    public Plan withEpochs(int other) {
      return new Plan(other, patience, slowdowns);
    }
  }

  /**
   * How training went.
   *
   * @param ending why it ended, for people
   * @param curve losses on the way
   */
  public record Outcome(String ending, List<Provenance.CurvePoint> curve) {}

  /**
   * @param validationOrNull judges models on the way, so that the best is kept
   * @param watch looks for modes that are lost
   * @param checkpoints where the state is kept in case the fit is interrupted
   */
  public TrainingLoop(
      Session session,
      Trainable trainable,
      Plan plan,
      Validation validationOrNull,
      FitReporter reporter,
      CollapseWatch watch,
      Checkpoints checkpoints) {
    this.session = session;
    this.trainable = trainable;
    this.plan = plan;
    this.validation = validationOrNull;
    this.reporter = reporter;
    this.watch = watch;
    this.checkpoints = checkpoints;
    this.state = new TrainingState(session, trainable.steps(), trainable.rates());
    this.nextValidation = trainable.stepsBeforeValidation();
    this.left = trainable.stepsPerEpoch();
  }

  /**
   * Trains and leaves the best weights seen in {@link Trainable#kept()}.
   *
   * @throws SynthesisException if training diverges whatever the learning rate
   */
  public Outcome run() {
    Optional<Checkpoint> earlier = checkpoints.load();
    earlier.ifPresent(this::resume);
    remembered = capture();
    earlier
        .map(place -> place.loop().nextCheck())
        .filter(next -> next > step)
        .ifPresent(next -> remembered = remembered.checkedAt(next));
    String ending = epochs();
    if (best != null) {
      putBack(best);
    }
    if (!kept().stream().allMatch(TrainingState::finite)) {
      restore(remembered);
      reporter.event("Training diverged at its end; the weights are those of " + when());
      if (!kept().stream().allMatch(TrainingState::finite)) {
        throw diverged();
      }
    }
    if (watch.looks()) {
      watch.last(sample()).forEach(reporter::event);
    }
    return new Outcome(ending, List.copyOf(curve));
  }

  private String epochs() {
    trainable.beginEpoch(epoch);
    while (true) {
      boolean stopped = false;
      while (left > 0 && !stopped) {
        int ran = trainable.advance(step, left);
        step += ran;
        left -= ran;
        if (step >= remembered.loop().nextCheck() && !sound()) {
          return DIVERGED;
        }
        stopped = due();
      }
      boolean last = stopped || epoch == plan.epochs();
      if (step >= nextValidation || last) {
        if (kept().stream().allMatch(TrainingState::finite)) {
          validate();
        } else if (!sound()) {
          return DIVERGED;
        }
      }
      if (stopped) {
        return reporter.cancelled() ? "cancelled" : BUDGET_USED;
      }
      if (slowdownDue()) {
        slowDown();
      }
      if (plan.patience() > 0 && sinceBest >= plan.patience()) {
        return "no better for " + plan.patience() + " validations";
      }
      if (left > 0) {
        continue; // training has gone back
      }
      if (epoch == plan.epochs()) {
        return "all epochs done";
      }
      epoch++;
      left = trainable.stepsPerEpoch();
      trainable.beginEpoch(epoch);
    }
  }

  /** Whether nothing has got better for long, or the budget wants rates to be lowered. */
  private boolean slowdownDue() {
    if (slowdowns >= plan.slowdowns() || best == null) {
      return false;
    }
    double latest = SLOWDOWNS_BY[Math.min(slowdowns, SLOWDOWNS_BY.length - 1)];
    return plan.patience() > 0 && sinceBest >= plan.patience()
        || reporter.shareOfBudget() >= latest;
  }

  /** Goes on from the best model with lower learning rates. */
  private void slowDown() {
    putBack(best);
    trainable.restart();
    state.restore(state.slowed(state.capture(), SLOWDOWN));
    slowdowns++;
    sinceBest = 0;
    remembered = capture();
  }

  /** Reports now and then; says whether to end. */
  private boolean due() {
    if (reporter.due()) {
      readLosses();
      reporter.training(
          "training",
          new FitReporter.Position(
              epoch, plan.epochs() == Plan.OPEN ? 0 : plan.epochs(), step, trainable.batch()),
          losses,
          validationLoss);
    }
    if (reporter.cancelled()) {
      checkpoints.save(here());
      return true;
    }
    return reporter.outOfTime();
  }

  /** This very step, if it can be gone on from: who pauses shall not lose what was trained. */
  private Checkpoint here() {
    readLosses();
    Checkpoint now = capture();
    boolean sound =
        TrainingState.finite(now.state()) && losses.values().stream().allMatch(Double::isFinite);
    return sound ? now.checkedAt(remembered.loop().nextCheck()) : remembered;
  }

  private void validate() {
    nextValidation = step + trainable.stepsBetweenValidations();
    OptionalDouble own = trainable.heldOutLoss();
    if (own.isEmpty()) {
      Table rows = sample();
      watch.look(rows).forEach(reporter::event);
      if (validation == null) {
        return;
      }
      own = OptionalDouble.of(validation.lossOf(rows));
      if (reporter.previewDue()) {
        reporter.preview(() -> rows);
      }
    } else if (reporter.previewDue()) {
      reporter.preview(() -> trainable.preview(Validation.FEWEST_ROWS).orElse(null));
    }
    readLosses();
    validationLoss = own.getAsDouble();
    sinceBest++;
    if (validationLoss < bestLoss || best == null) {
      bestLoss = validationLoss;
      best = kept();
      sinceBest = 0;
    }
    curve.add(new Provenance.CurvePoint(epoch, step, losses, validationLoss));
  }

  private Table sample() {
    return trainable.sample(validation == null ? Validation.FEWEST_ROWS : validation.rows());
  }

  private List<float[]> kept() {
    return trainable.kept().stream().map(session::get).toList();
  }

  private void putBack(List<float[]> values) {
    List<Variable> kept = trainable.kept();
    for (int i = 0; i < values.size(); i++) {
      session.set(kept.get(i), values.get(i));
    }
  }

  private void readLosses() {
    losses.putAll(trainable.losses());
  }

  /**
   * Looks whether all is finite; goes back and trains slower if not, unless that helped nothing.
   */
  private boolean sound() {
    readLosses();
    Checkpoint now = capture();
    if (TrainingState.finite(now.state()) && losses.values().stream().allMatch(Double::isFinite)) {
      remembered = now;
      checkpoints.saveIfDue(now);
      return true;
    }
    if (rollbacks == MOST_ROLLBACKS) {
      if (best == null) {
        throw diverged();
      }
      reporter.event(
          "Training diverged again and was ended; the weights are the best seen on held-out rows");
      return false;
    }
    reporter.event(
        String.format(
            Locale.ROOT,
            "Training diverged by step %,d (losses %s); it goes on from %s with learning rates"
                + " times %s",
            step,
            losses,
            when(),
            SLOWER));
    int made = rollbacks + 1;
    restore(remembered.with(state.slowed(remembered.state(), SLOWER)));
    rollbacks = made;
    remembered = capture();
    trainable.beginEpoch(epoch);
    return true;
  }

  private String when() {
    return String.format(Locale.ROOT, "step %,d", remembered.loop().step());
  }

  private static SynthesisException diverged() {
    return new SynthesisException(
        "Training diverged: weights are no longer finite, also after lowering the learning rate "
            + MOST_ROLLBACKS
            + " times. Lower learning_rate, or take another model.");
  }

  private Checkpoint capture() {
    return new Checkpoint(
        new Checkpoint.Loop(
            epoch,
            left,
            step,
            nextValidation,
            step + STEPS_BETWEEN_CHECKS,
            sinceBest,
            rollbacks,
            slowdowns,
            bestLoss,
            validationLoss,
            new LinkedHashMap<>(losses),
            List.copyOf(curve),
            reporter.events(),
            watch.memory(),
            reporter.elapsed().toMillis()),
        state.capture(),
        best);
  }

  /** Goes to a place; what was said and how long it took stay as they are. */
  private void restore(Checkpoint place) {
    Checkpoint.Loop loop = place.loop();
    epoch = loop.epoch();
    left = loop.left();
    step = loop.step();
    nextValidation = loop.nextValidation();
    sinceBest = loop.sinceBest();
    rollbacks = loop.rollbacks();
    slowdowns = loop.slowdowns();
    bestLoss = loop.bestLoss();
    validationLoss = loop.validationLoss();
    losses = new LinkedHashMap<>(loop.losses());
    curve = new ArrayList<>(loop.curve());
    best = place.best();
    watch.remember(loop.watch());
    state.restore(place.state());
  }

  private void resume(Checkpoint place) {
    try {
      restore(place);
    } catch (EngineException e) {
      throw new SynthesisException(
          "The checkpoint does not fit the networks of this fit ("
              + e.getMessage()
              + "); delete it to begin anew",
          e);
    }
    reporter.resume(Duration.ofMillis(place.loop().elapsedMillis()), place.loop().events());
    reporter.phase("going on from a checkpoint in epoch " + place.loop().epoch());
  }
}
