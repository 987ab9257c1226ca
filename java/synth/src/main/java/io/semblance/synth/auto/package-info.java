/** Which model to take if nobody says: a decision by rows, columns and time, told in a sentence. */
package io.semblance.synth.auto;
