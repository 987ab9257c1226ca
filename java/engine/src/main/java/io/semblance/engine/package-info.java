/**
 * The numeric heart: expression graphs, their derivatives as graphs, a compiler to flat programs,
 * and backends that run them. A training step is written once as expressions ({@link
 * io.semblance.engine.graph}), differentiated ({@link io.semblance.engine.graph.Gradients}),
 * compiled ({@link io.semblance.engine.compile}) and run by a {@link
 * io.semblance.engine.backend.Session}.
 */
package io.semblance.engine;
