package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;

/** Rows of a table as columns, or columns added into one; a unit is a column of the table. */
final class LookupWork implements Work {
  private final Instruction.Lookup l;
  private final Memory in;
  private final Memory codes;
  private final Memory out;

  LookupWork(Instruction.Lookup l, Memory in, Memory codes, Memory out) {
    this.l = l;
    this.in = in;
    this.codes = codes;
    this.out = out;
  }

  /** The row, or other place, of {@code count} that a code names. */
  static int at(float code, int count) {
    return (int) Math.max(0, Math.min(count - 1, code));
  }

  @Override
  public int units(int phase) {
    return l.width();
  }

  @Override
  public boolean shared(int phase) {
    return l.width() > 1 && (long) l.width() * l.columns() >= WORTH_SHARING;
  }

  @Override
  public int grain(int phase) {
    return Math.max(1, WORTH_SHARING / 4 / l.columns());
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    float[] code = codes.array();
    float[] x = in.array();
    float[] y = out.array();
    int width = l.width();
    for (int j = from; j < to; j++) {
      if (!l.add()) {
        int at = out.at() + j * l.columns();
        for (int b = 0; b < l.columns(); b++) {
          y[at + b] = x[in.at() + at(code[codes.at() + b], l.rows()) * width + j];
        }
        continue;
      }
      for (int row = 0; row < l.rows(); row++) {
        y[out.at() + row * width + j] = 0;
      }
      int at = in.at() + j * l.columns();
      for (int b = 0; b < l.columns(); b++) {
        y[out.at() + at(code[codes.at() + b], l.rows()) * width + j] += x[at + b];
      }
    }
  }
}
