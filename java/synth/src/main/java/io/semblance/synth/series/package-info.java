/**
 * Sequences: rows that follow one another in time, of one or of many entities. {@link
 * io.semblance.synth.series.SeriesFrame} takes a table apart into what is said once of a sequence
 * and what changes from step to step, and puts drawn sequences together again as rows of the table;
 * models in between know neither time stamps nor names. Families of such models have packages of
 * their own; any synthesizer of rows learns windows through {@link
 * io.semblance.synth.series.WindowSynthesizer}.
 */
package io.semblance.synth.series;
