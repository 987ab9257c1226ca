package io.semblance.synth.train;

import io.semblance.engine.backend.SessionState;
import io.semblance.synth.Provenance;
import java.util.List;
import java.util.Map;

/**
 * A moment of a training loop: enough to go on from there as if nothing had happened.
 *
 * @param loop where the loop stood
 * @param state all values that steps change
 * @param best the weights of the best model so far, in the order of {@link Trainable#kept()}; null
 *     for none
 */
record Checkpoint(Loop loop, SessionState state, List<float[]> best) {
  /**
   * Where the loop stood.
   *
   * @param epoch numbered from 1
   * @param left steps of the epoch still to run
   * @param step steps run since the fit began
   * @param nextValidation step from which on the next validation is made
   * @param nextCheck step from which on the next look at divergence is made
   * @param sinceBest validations since the best one
   * @param rollbacks how often training has diverged
   * @param slowdowns how often it went on slower from the best model
   * @param losses the last of each kind
   * @param events what was said to the user
   * @param watch what the watch for collapse remembers
   * @param elapsedMillis what the fit had taken
   */
  record Loop(
      int epoch,
      int left,
      long step,
      long nextValidation,
      long nextCheck,
      int sinceBest,
      int rollbacks,
      int slowdowns,
      double bestLoss,
      double validationLoss,
      Map<String, Double> losses,
      List<Provenance.CurvePoint> curve,
      List<String> events,
      CollapseWatch.Memory watch,
      long elapsedMillis) {}

  /** The same with another step from which on divergence is looked for. */
  Checkpoint checkedAt(long nextCheck) {
    Loop other =
        new Loop(
            loop.epoch,
            loop.left,
            loop.step,
            loop.nextValidation,
            nextCheck,
            loop.sinceBest,
            loop.rollbacks,
            loop.slowdowns,
            loop.bestLoss,
            loop.validationLoss,
            loop.losses,
            loop.curve,
            loop.events,
            loop.watch,
            loop.elapsedMillis);
    return new Checkpoint(other, state, best);
  }

  Checkpoint with(SessionState other) {
    return new Checkpoint(loop, other, best);
  }
}
