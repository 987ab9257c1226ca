package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import java.util.Arrays;

/** One element of each segment of rows, or one put into zeros; a unit is a segment. */
final class PickWork implements Work {
  private final Instruction.Pick p;
  private final Memory in;
  private final Memory codes;
  private final Memory out;

  PickWork(Instruction.Pick p, Memory in, Memory codes, Memory out) {
    this.p = p;
    this.in = in;
    this.codes = codes;
    this.out = out;
  }

  @Override
  public int units(int phase) {
    return p.bounds().length - 1;
  }

  @Override
  public boolean shared(int phase) {
    int rows = p.place() ? p.bounds()[units(0)] / 4 : units(0);
    return units(0) > 1 && (long) rows * p.columns() >= WORTH_SHARING;
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    int columns = p.columns();
    float[] code = codes.array();
    float[] x = in.array();
    float[] y = out.array();
    for (int s = from; s < to; s++) {
      int first = p.bounds()[s];
      int rows = p.bounds()[s + 1] - first;
      int at = codes.at() + s * columns;
      if (p.place()) {
        int zeros = out.at() + first * columns;
        Arrays.fill(y, zeros, zeros + rows * columns, 0);
        for (int b = 0; b < columns; b++) {
          y[zeros + LookupWork.at(code[at + b], rows) * columns + b] = x[in.at() + s * columns + b];
        }
      } else {
        for (int b = 0; b < columns; b++) {
          int row = first + LookupWork.at(code[at + b], rows);
          y[out.at() + s * columns + b] = x[in.at() + row * columns + b];
        }
      }
    }
  }
}
