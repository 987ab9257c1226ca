/**
 * Networks that map noise to encoded rows, and the models that are made of them: what GANs and
 * variational autoencoders leave behind, how it is drawn from, conditioned and stored, and what is
 * matched and calibrated while and after it is trained.
 */
package io.semblance.synth.generator;
