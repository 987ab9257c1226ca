package io.semblance.engine.compile;

import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings new values into variables. Where the instruction that computes a value may write straight
 * over the old one (nobody reads the old one later) it does; otherwise the value is copied at the
 * end.
 */
final class Assignments {
  private Assignments() {}

  /**
   * @param assigned where the new value of each variable is computed
   * @param outputs memories read after the run, which must keep their own values
   */
  static List<Instruction> store(
      List<Instruction> instructions, Map<Variable, Buffer> assigned, Collection<Buffer> outputs) {
    List<Instruction> result = new ArrayList<>(instructions);
    List<Instruction> snapshots = new ArrayList<>();
    List<Instruction> copies = new ArrayList<>();
    Map<Buffer, Buffer> renamed = new HashMap<>();
    assigned.forEach(
        (variable, value) -> {
          Buffer.State target = new Buffer.State(variable);
          if (value.equals(target)) {
            return;
          }
          if (value instanceof Buffer.State s && assigned.containsKey(s.variable())) {
            // The other variable changes too: keep its old value until the end.
            Buffer old = Lowering.temporary(value.size());
            snapshots.add(Lowering.copy(value, old));
            copies.add(Lowering.copy(old, target));
          } else if (outputs.stream().noneMatch(o -> o.storage().equals(value))
              && !renamed.containsKey(value)
              && mayOverwrite(result, value, target, assigned.values())) {
            renamed.put(value, target);
          } else {
            copies.add(Lowering.copy(value, target));
          }
        });
    result.replaceAll(i -> Renaming.apply(i, renamed));
    copies.replaceAll(i -> Renaming.apply(i, renamed));
    // Snapshots of old values come before any instruction that may overwrite them.
    result.addAll(0, snapshots);
    result.addAll(copies);
    return result;
  }

  private static boolean mayOverwrite(
      List<Instruction> instructions, Buffer value, Buffer target, Collection<Buffer> assigned) {
    if (!(value instanceof Buffer.Temporary) || assigned.contains(target)) {
      return false;
    }
    int writer = -1;
    int writers = 0;
    int lastReader = -1;
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i).writes().contains(value)) {
        writer = i;
        writers++;
      }
      if (instructions.get(i).reads().contains(target)) {
        lastReader = i;
      }
    }
    if (writers != 1 || lastReader > writer) {
      return false;
    }
    return lastReader < writer
        || instructions.get(writer) instanceof Instruction.Chain c
            && new Elementwise(c).readsBeforeWriting(target, value);
  }
}
