/**
 * Autoregressive networks: a row is a sequence of codes, and each code has a small network of its
 * own that is told those before it.
 */
package io.semblance.synth.autoregressive;
