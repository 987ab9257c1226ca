/**
 * What happens to rows after the model that drew them: rank projection today, conditions,
 * constraints and refinement to come. A list, in order, that reports name and that can be switched
 * off.
 */
package io.semblance.synth.stage;
