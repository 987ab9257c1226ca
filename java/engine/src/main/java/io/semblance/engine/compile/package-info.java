/**
 * From a {@link io.semblance.engine.graph.Step} to a flat {@link io.semblance.engine.compile.Plan}:
 * {@link io.semblance.engine.compile.Simplify} and {@link
 * io.semblance.engine.compile.CommonSubexpressions} rewrite the graph (what no root needs falls
 * away by itself), {@link io.semblance.engine.compile.NodeSchedule} orders it and gathers
 * element-wise work into chains, {@link io.semblance.engine.compile.Lowering} turns it into
 * instructions, and {@link io.semblance.engine.compile.BufferPlan} lets values whose lives do not
 * overlap share memory. A plan knows no backend.
 */
package io.semblance.engine.compile;
