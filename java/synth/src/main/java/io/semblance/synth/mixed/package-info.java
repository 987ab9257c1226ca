/**
 * What models of numbers and categories share that are fitted without gradients: encoded rows as
 * normal scores and states of columns, the way from table to model, and drawing.
 */
package io.semblance.synth.mixed;
