/**
 * Summaries of tables that are built in one pass, in bounded memory, and can be merged: a table may
 * be summarised in parts, on several threads or machines, and the summaries of the parts put
 * together.
 *
 * <p>Every summary has {@code add} and {@code merge}. Counts and moments are exact, and merging
 * gives the same figures as one pass over everything, moments up to rounding. Distinct values are
 * counted exactly while there are few of them; beyond a bound a {@link
 * io.semblance.quality.summary.KllSketch} keeps quantiles, {@link
 * io.semblance.quality.summary.FrequentKeys} the frequent values and {@link
 * io.semblance.quality.summary.SampledCounts} the number of distinct ones, each with a known error.
 * Everything is deterministic: the same parts merged in the same order give the same result.
 */
package io.semblance.quality.summary;
