/** One model per class of the target, of any kind of model. */
package io.semblance.synth.perclass;
