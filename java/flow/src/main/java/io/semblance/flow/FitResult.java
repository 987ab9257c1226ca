package io.semblance.flow;

import io.semblance.quality.TrainingCurve;
import io.semblance.synth.Model;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link FitJob} gave.
 *
 * @param model the model
 * @param rows what it was trained on, and what was held out
 * @param cancelled whether the listener ended training early
 * @param training how training went; empty for a model that is not trained in steps
 * @param rules that every row of the model keeps
 */
public record FitResult(
    Model model,
    HeldOut rows,
    boolean cancelled,
    Optional<TrainingCurve> training,
    List<String> rules) {}
