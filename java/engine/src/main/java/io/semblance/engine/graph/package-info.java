/**
 * Expression graphs: {@link io.semblance.engine.graph.Primitive the primitives}, the builders that
 * read like a paper ({@link io.semblance.engine.graph.Ops}, {@link
 * io.semblance.engine.graph.Functions}), the table of derivatives ({@link
 * io.semblance.engine.graph.Derivatives}) and reverse-mode differentiation over it.
 */
package io.semblance.engine.graph;
