package io.semblance.flow;

import io.semblance.synth.Model;

/**
 * What a {@link FitJob} gave.
 *
 * @param model the model
 * @param rows what it was trained on, and what was held out
 * @param cancelled whether the listener ended training early
 */
public record FitResult(Model model, HeldOut rows, boolean cancelled) {}
