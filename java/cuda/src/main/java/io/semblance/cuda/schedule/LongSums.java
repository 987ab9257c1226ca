package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction.Reduce;
import java.util.List;

/**
 * Cuts sums over many elements into sums of pieces and a sum of those, where there are too few
 * results to keep a device busy with one block for several of them.
 */
final class LongSums {
  /** Elements of a sum from which on it is worth a second launch. */
  private static final int LONG = 4_096;

  /** Elements of a piece. */
  private static final int PIECE = 1_024;

  /** Results from which on there is enough to do without pieces. */
  private static final int MANY = 4_096;

  private LongSums() {}

  static List<Task> of(Reduce r) {
    if (r.middle() < LONG || (long) r.outer() * r.inner() >= MANY) {
      return List.of(new Task.Single(r));
    }
    int wanted = (r.middle() + PIECE - 1) / PIECE;
    int length = (r.middle() + wanted - 1) / wanted;
    int chunks = (r.middle() + length - 1) / length;
    Buffer partial = new Buffer.Temporary(r.outer() * chunks * r.inner());
    return List.of(
        new Task.PartialSums(
            new Reduce(r.in(), r.outer(), r.middle(), r.inner(), partial), chunks, length),
        new Task.Single(new Reduce(partial, r.outer(), chunks, r.inner(), r.out())));
  }
}
