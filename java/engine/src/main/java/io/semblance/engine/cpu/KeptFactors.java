package io.semblance.engine.cpu;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Right factors of a program that are not prepared for each product anew, since they are variables:
 * a generator's weights while the critic learns or rows are sampled, and a critic's weights, by
 * which the penalty multiplies a second time.
 *
 * <p>Only factors that a run uses twice, or does not change, are kept: each takes memory of its
 * own, which would push other things from the cache. Transposed ones, as backward passes have them
 * once, are not.
 */
final class KeptFactors {
  private record Factor(Variable variable, int n, int k) {}

  /** The right factor of one product. */
  static final class Kept {
    private final StateMemory state;
    private final StateMemory.Prepared prepared;

    /** Whether an earlier product of the program has prepared it. */
    private final boolean preparedBefore;

    private boolean ready;

    private Kept(StateMemory state, StateMemory.Prepared prepared, boolean preparedBefore) {
      this.state = state;
      this.prepared = prepared;
      this.preparedBefore = preparedBefore;
    }

    float[] elements() {
      return prepared.elements();
    }

    /** Whether the factor is there already; the same for all threads throughout a run. */
    boolean ready() {
      return ready;
    }
  }

  private final CpuSession session;
  private final Map<Instruction, Factor> factors = new IdentityHashMap<>();
  private final Set<Variable> written = new LinkedHashSet<>();
  private final Set<Factor> used = new HashSet<>();
  private final List<Kept> kept = new ArrayList<>();

  KeptFactors(List<Instruction> instructions, CpuSession session) {
    this.session = session;
    Map<Factor, Integer> uses = new HashMap<>();
    for (Instruction i : instructions) {
      if (i instanceof Instruction.Product p
          && !p.transposeB()
          && p.b() instanceof Buffer.State s) {
        // Written over already, the variable is another than at the start of the run.
        if (!written.contains(s.variable())) {
          Factor f = new Factor(s.variable(), p.n(), p.k());
          factors.put(p, f);
          uses.merge(f, 1, Integer::sum);
        }
      }
      for (Buffer b : i.writes()) {
        if (b.storage() instanceof Buffer.State s) {
          written.add(s.variable());
        }
      }
    }
    factors.values().removeIf(f -> uses.get(f) == 1 && written.contains(f.variable()));
  }

  /**
   * A place for a product's right factor, or null if it is not kept. To be called once for each
   * product, in the order of the program: the first that has a factor prepares it.
   *
   * @param size elements of the factor as the kernel prepares it
   */
  Kept keepFor(Instruction.Product p, int size) {
    Factor f = factors.remove(p);
    if (f == null || size == 0) {
      return null;
    }
    StateMemory state = session.state(f.variable());
    Kept k = new Kept(state, state.prepared(f.n(), f.k(), size), !used.add(f));
    kept.add(k);
    return k;
  }

  /** Before a run. */
  void begin() {
    for (Kept k : kept) {
      k.ready = k.preparedBefore || k.state.holds(k.prepared);
      if (!k.ready) {
        k.state.discard(k.prepared); // It is no more what it was, even if the run fails.
      }
    }
  }

  /**
   * After a run.
   *
   * @param succeeded whether it went through, so that what it prepared may be kept
   */
  void end(boolean succeeded) {
    for (Kept k : kept) {
      if (succeeded) {
        k.state.keep(k.prepared);
      }
    }
    // Only now: what was prepared is of the variables as they were.
    for (Variable v : written) {
      session.state(v).markChanged();
    }
  }
}
