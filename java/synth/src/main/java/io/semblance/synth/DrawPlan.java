package io.semblance.synth;

/**
 * What is to be drawn from a model, by absolute numbers: rows, or sequences of a model of these.
 *
 * @param first number of the first one
 * @param count how many
 * @param surplusRows rows at the end of the last part that were not asked for, as sequences are
 *     drawn whole
 */
public record DrawPlan(long first, long count, int surplusRows) {}
