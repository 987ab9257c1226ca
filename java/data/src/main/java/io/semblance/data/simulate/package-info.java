/**
 * Simulated data sets: tables drawn from published statistics or from a formula, so that the quick
 * start, the tests and the benchmarks have something to work on without a download.
 *
 * <p>Every row is a function of the seed and of the row's own number. Asking for ten rows or for a
 * million, in one piece or in many, gives the same row 7.
 */
package io.semblance.data.simulate;
