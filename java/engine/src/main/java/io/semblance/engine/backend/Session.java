package io.semblance.engine.backend;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.List;

/**
 * The state of one job on one backend: values of variables, indices and counters, shared by all
 * programs compiled in it. Used by one thread at a time; closing frees threads and memory.
 */
public interface Session extends AutoCloseable {
  /** Compiles a step. The program sees and changes this session's state. */
  Program compile(Step step);

  /**
   * Runs of programs of this session, one after the other, as one: a training cycle, say. A device
   * may start all of them at once; outputs are read from the programs, as the last of their runs
   * left them.
   */
  default Runnable sequence(List<Program> programs) {
    List<Program> all = List.copyOf(programs);
    return () -> {
      for (int i = 0; i < all.size(); i++) {
        all.get(i).run();
      }
    };
  }

  /** Writes all elements of a variable, row-major. */
  void set(Variable variable, float[] values);

  /** Writes all elements of a variable, row-major, in double precision where the backend has it. */
  void set(Variable variable, double[] values);

  /** All elements of a variable, row-major, copied. */
  float[] get(Variable variable);

  /**
   * All elements of a variable, row-major, copied, in double precision where the backend has it.
   */
  double[] getDoubles(Variable variable);

  /** Writes all places of an index. Each must be a row of every table it is used with. */
  void set(IndexVariable index, int[] places);

  void set(Counter counter, long value);

  long get(Counter counter);

  @Override
  void close();
}
