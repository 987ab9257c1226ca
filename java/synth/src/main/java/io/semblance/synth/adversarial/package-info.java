/**
 * Adversarial models: a generator and a critic on the common training loop, told from each other by
 * an {@link io.semblance.synth.adversarial.AdversarialLoss}.
 */
package io.semblance.synth.adversarial;
