/**
 * DoppelGANger (Lin et al. 2020): attributes, then ranges, then steps, each from a generator of its
 * own; two critics.
 */
package io.semblance.synth.doppelganger;
