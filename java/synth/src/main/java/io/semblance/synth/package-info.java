/**
 * The synthesizers and the models they fit. A {@link io.semblance.synth.Synthesizer} is its
 * networks, its losses and its schedule; training loop, early stopping, averages, progress,
 * sampling and model files exist once and serve all.
 */
package io.semblance.synth;
