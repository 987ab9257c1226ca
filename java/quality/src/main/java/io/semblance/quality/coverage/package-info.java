/**
 * What of the real table the synthetic one leaves out: labels, tails, modes, clusters.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.coverage;
