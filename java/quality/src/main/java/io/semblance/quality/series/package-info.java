/**
 * Scores of synthetic time series: judges that are recurrent networks (Yoon, Jarrett and van der
 * Schaar 2019), dependence in time, lengths, intervals and gaps, and projections to look at. Works
 * on windows of arrays; which rows make a sequence is said by {@link io.semblance.data.series}.
 */
package io.semblance.quality.series;
