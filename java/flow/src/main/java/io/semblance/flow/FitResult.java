package io.semblance.flow;

import io.semblance.data.rule.Rules;
import io.semblance.quality.TrainingCurve;
import io.semblance.synth.Model;
import java.util.Optional;

/**
 * What a {@link FitJob} gave.
 *
 * @param model the model
 * @param rows what it was trained on, and what was held out
 * @param cancelled whether the listener ended training early
 * @param training how training went; empty for a model that is not trained in steps
 * @param rules that every row of the model keeps; empty for none
 */
public record FitResult(
    Model model,
    HeldOut rows,
    boolean cancelled,
    Optional<TrainingCurve> training,
    Optional<Rules> rules) {}
