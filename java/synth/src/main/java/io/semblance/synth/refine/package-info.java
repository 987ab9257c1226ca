/**
 * Refinement of any model of rows: those whose columns hang together as in the training table are
 * kept more often.
 */
package io.semblance.synth.refine;
