/** Optimisers and averages, written as expressions whose state is variables of the program. */
package io.semblance.engine.optim;
