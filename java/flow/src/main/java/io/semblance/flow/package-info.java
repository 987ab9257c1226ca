/**
 * Whole jobs that every face shares: learn a table, draw and judge, or judge two tables that are
 * there, with rows held out so that the best model is chosen by rows it has not seen, and files
 * that appear whole or not at all.
 *
 * <p>A job is immutable, made by a builder, and run with a {@link io.semblance.flow.JobListener},
 * which hears of everything that happens and may end it. No job talks to a console or ends a
 * process.
 */
package io.semblance.flow;
