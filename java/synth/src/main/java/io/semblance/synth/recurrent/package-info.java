/**
 * Sequences drawn step by step: a recurrent state of the steps before, and for each column of a
 * step a network that is told the state and the columns before it.
 */
package io.semblance.synth.recurrent;
