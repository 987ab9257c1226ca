/**
 * Runs plans on the CPU: one team of threads walks the instructions together, each doing its share
 * of every instruction, and meets at a spinning barrier between them. What differs between CPU
 * backends is behind {@link io.semblance.engine.cpu.Kernels}.
 */
package io.semblance.engine.cpu;
