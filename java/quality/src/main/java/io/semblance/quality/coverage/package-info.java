/** What of the real table the synthetic one leaves out: labels, tails, modes, clusters. */
package io.semblance.quality.coverage;
