package io.semblance.vector;

import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.LoopForm;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A compiled loop that is used from the first call on, so that a test meets it. */
record EagerLoop(LoopCompiler.Body body) implements Kernels.Loop {
  private static final Map<LoopForm, EagerLoop> LOOPS = new ConcurrentHashMap<>();

  static EagerLoop of(LoopForm form) {
    return LOOPS.computeIfAbsent(form, f -> new EagerLoop(LoopCompiler.compile(f)));
  }

  @Override
  public boolean ready(long elements) {
    return body != null;
  }

  @Override
  public int run(float[][] arrays, int[] at, float[] scalars, int n) {
    return body.run(arrays, at, scalars, n);
  }
}
