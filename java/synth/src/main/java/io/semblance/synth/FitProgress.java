package io.semblance.synth;

import java.time.Duration;

/**
 * Where a fit stands.
 *
 * @param phase what is being done, for people
 * @param epoch passes over the table begun, from 1
 * @param epochs passes planned; 0 if the budget will end training before the last of them
 * @param step updates of the critic so far
 * @param criticLoss of a recent batch; NaN before the first
 * @param generatorLoss of a recent batch; NaN before the first
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
    double criticLoss,
    double generatorLoss,
    double rowsPerSecond,
    Duration elapsed,
    Duration remaining,
    double validationScore) {}
