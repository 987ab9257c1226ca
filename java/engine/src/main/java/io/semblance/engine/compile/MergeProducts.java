package io.semblance.engine.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes one product of a product and another that is added to it, where the factors of both stand
 * side by side in memory: the gradient of a weight over real rows and the one over generated rows
 * are one product over the stacked rows.
 */
final class MergeProducts {
  private MergeProducts() {}

  /** The instructions, a merged product standing in the place of the later of the two. */
  static List<Instruction> apply(List<Instruction> instructions) {
    List<Instruction> result = new ArrayList<>(instructions);
    for (int second = 0; second < result.size(); second++) {
      if (!(result.get(second) instanceof Instruction.Product p) || !p.accumulate()) {
        continue;
      }
      int first = writerBefore(result, second, p.out());
      Instruction.Product merged =
          result.get(first) instanceof Instruction.Product q ? merged(q, p) : null;
      if (merged != null) {
        result.set(second, merged);
        result.remove(first);
        second -= 2; // The merged one may go on to an earlier one.
      }
    }
    return result;
  }

  private static int writerBefore(List<Instruction> instructions, int before, Buffer out) {
    int i = before - 1;
    while (!instructions.get(i).writes().contains(out)) {
      i--;
    }
    return i;
  }

  private static Instruction.Product merged(Instruction.Product q, Instruction.Product p) {
    // Only then are the steps along k rows of both factors, one after the other.
    boolean rows = q.transposeA() && p.transposeA() && !q.transposeB() && !p.transposeB();
    boolean inOrder = follows(q.a(), p.a()) && follows(q.b(), p.b());
    boolean turned = follows(p.a(), q.a()) && follows(p.b(), q.b());
    if (!rows || !inOrder && !turned) {
      return null;
    }
    Instruction.Product lead = inOrder ? q : p;
    int k = q.k() + p.k();
    return new Instruction.Product(
        Buffer.Part.of(lead.a(), 0, q.a().size() + p.a().size()),
        true,
        Buffer.Part.of(lead.b(), 0, q.b().size() + p.b().size()),
        false,
        p.out(),
        p.m(),
        p.n(),
        k,
        q.accumulate());
  }

  private static boolean follows(Buffer first, Buffer second) {
    return first instanceof Buffer.Part a
        && second instanceof Buffer.Part b
        && a.whole().equals(b.whole())
        && a.start() + a.size() == b.start();
  }
}
