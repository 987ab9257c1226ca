/**
 * Variational autoencoders of tables: an encoder that is thrown away after training, and a decoder
 * that is kept as a {@link io.semblance.synth.generator.GeneratorModel}.
 */
package io.semblance.synth.vae;
