package io.semblance.synth;

import io.semblance.engine.graph.Step;

/**
 * A step that a model runs when it draws rows, or that was run to train it.
 *
 * @param name {@code sampling}, {@code critic update}, {@code generator update} or {@code update}
 * @param rows of one run: generated rows, or training rows of a minibatch
 * @param step as written, before any compiler pass
 */
public record ModelStep(String name, int rows, Step step) {}
