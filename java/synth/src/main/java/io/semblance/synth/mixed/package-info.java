/**
 * Encoded rows as models of numbers and categories see them: normal scores, and states of columns.
 */
package io.semblance.synth.mixed;
