/**
 * The seam between programs and the machines that run them: {@link
 * io.semblance.engine.backend.Backend} (found by {@link java.util.ServiceLoader}), the {@link
 * io.semblance.engine.backend.Session} that holds state, and the one class that chooses, {@link
 * io.semblance.engine.backend.Backends}.
 */
package io.semblance.engine.backend;
