/**
 * Training, written once for every model that is made of networks: {@link
 * io.semblance.synth.train.TrainingLoop} over a small {@link io.semblance.synth.train.Trainable}.
 * It knows budgets, early stopping on held-out rows, the best weights, divergence, mode collapse,
 * checkpoints and progress, and no model by name.
 */
package io.semblance.synth.train;
