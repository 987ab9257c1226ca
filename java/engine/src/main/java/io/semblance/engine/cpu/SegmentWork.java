package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import java.util.Arrays;

/** Sums or maxima of segments of rows, repeated over the segment. */
final class SegmentWork implements Work {
  private final Instruction.Segment segment;
  private final Memory in;
  private final Memory out;

  SegmentWork(Instruction.Segment segment, Memory in, Memory out) {
    this.segment = segment;
    this.in = in;
    this.out = out;
  }

  @Override
  public int units(int phase) {
    return segment.rows();
  }

  @Override
  public boolean shared(int phase) {
    return (long) segment.rows() * segment.cols() >= WORTH_SHARING / 2;
  }

  @Override
  public int grain(int phase) {
    return Math.max(1, WORTH_SHARING / 4 / segment.cols());
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    int[] bounds = segment.bounds();
    float[] x = in.array();
    for (int row = from; row < to; row++) {
      int at = in.at() + row * segment.cols();
      int shift = out.at() - in.at();
      for (int b = 0; b + 1 < bounds.length; b++) {
        int first = at + bounds[b];
        int end = at + bounds[b + 1];
        float v = x[first];
        if (segment.max()) {
          for (int i = first + 1; i < end; i++) {
            v = Math.max(v, x[i]);
          }
        } else {
          for (int i = first + 1; i < end; i++) {
            v += x[i];
          }
        }
        Arrays.fill(out.array(), first + shift, end + shift, v);
      }
    }
  }
}
