package io.semblance.synth;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a fit stands.
 *
 * @param phase what is being done, for people
 * @param epoch passes over the table begun, from 1
 * @param epochs passes planned; 0 if the budget will end training before the last of them
 * @param step steps so far: updates of the network that is updated most often
 * @param losses of recent batches by name, such as {@code critic} and {@code generator}; none
 *     before the first step
 * @param rowsPerSecond training rows seen per second
 * @param elapsed since the fit began
 * @param remaining estimate, or null if unknown
 * @param validationScore the last validation loss, lower is better; NaN if there was none
 */
public record FitProgress(
    String phase,
    int epoch,
    int epochs,
    long step,
    Map<String, Double> losses,
    double rowsPerSecond,
    Duration elapsed,
    Duration remaining,
    double validationScore) {
  public FitProgress {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }

  /** The same under another name of the phase. */
  public FitProgress withPhase(String other) {
    return new FitProgress(
        other, epoch, epochs, step, losses, rowsPerSecond, elapsed, remaining, validationScore);
  }
}
