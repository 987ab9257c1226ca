package io.semblance.engine.backend;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.List;
import java.util.function.Predicate;

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

  /** Gives variables the values of others, of the same shapes in the same order. */
  default void copy(List<Variable> from, List<Variable> to) {
    for (int i = 0; i < to.size(); i++) {
      set(to.get(i), get(from.get(i)));
    }
  }

  /** Writes all places of an index. Each must be a row of every table it is used with. */
  void set(IndexVariable index, int[] places);

  /** All places of an index, copied; zeros until they are written. */
  int[] get(IndexVariable index);

  /** Lets a counter stand at {@code value}. */
  void set(Counter counter, long value);

  /** Where a counter stands; at 0 until something moves it. */
  long get(Counter counter);

  /** Whether variables keep more than single precision. */
  default boolean doublePrecision() {
    return false;
  }

  /**
   * All state that programs of this session read or change, or that was written from outside, each
   * once, in the order in which the session met it.
   */
  List<State> state();

  /**
   * The values of all state by name, bit by bit.
   *
   * @throws EngineException if two of them have the same name
   */
  default SessionState save() {
    return save(state -> true);
  }

  /**
   * The values of some state by name, bit by bit: a checkpoint need not hold a table of training
   * rows, say.
   *
   * @param wanted chooses among {@link #state}
   * @throws EngineException if two of those chosen have the same name
   */
  default SessionState save(Predicate<? super State> wanted) {
    return SessionState.read(this, state().stream().filter(wanted).toList());
  }

  /**
   * Takes back what {@link #save} gave, in this session or in another one with the same state, so
   * compile the programs first. State that {@code saved} does not name stays as it is.
   *
   * @throws EngineException if {@code saved} names what this session has not, or what is of another
   *     kind or shape here; then nothing has changed
   */
  default void restore(SessionState saved) {
    saved.write(this);
  }

  @Override
  void close();
}
