package io.semblance.engine.compile;

import io.semblance.engine.compile.PlanSummary.Line;
import io.semblance.engine.compile.PlanSummary.Use;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is told of each kind of instruction. */
final class PlanLines implements Instruction.Visitor<Line> {
  @Override
  public Line product(Instruction.Product p) {
    long flops = 2L * p.m() * p.n() * p.k();
    String left = p.transposeA() ? "in0^T" : "in0";
    String right = p.transposeB() ? "in1^T" : "in1";
    String into = p.accumulate() ? "out0 += " : "out0 = ";
    return line(p, "product", flops, into + left + " " + right, p.m(), p.n(), p.k());
  }

  @Override
  public Line chain(Instruction.Chain c) {
    int each = c.ops().stream().mapToInt(o -> o.c() == null ? 1 : 2).sum();
    long flops = (long) c.rows() * c.cols() * each;
    return line(c, "chain", flops, ChainFormula.of(c), c.rows(), c.cols());
  }

  @Override
  public Line reduce(Instruction.Reduce r) {
    String formula = "out0[i, k] = sum over j of in0[i, j, k]";
    return line(r, "sum", r.in().size(), formula, r.outer(), r.middle(), r.inner());
  }

  @Override
  public Line segment(Instruction.Segment s) {
    String kind = s.max() ? "segment max" : "segment sum";
    String formula = "out0 = " + kind + " of in0, segments: " + (s.bounds().length - 1);
    return line(s, kind, s.in().size(), formula, s.rows(), s.cols());
  }

  @Override
  public Line random(Instruction.Random r) {
    Attr.Random random = r.random();
    String formula =
        "out0 = %s, stream %d, counter %s"
            .formatted(
                random.distribution().name().toLowerCase(Locale.ROOT),
                random.stream(),
                name(random.counter()));
    return line(r, "random", (long) r.rows() * r.cols(), formula, r.rows(), r.cols());
  }

  @Override
  public Line copy(Instruction.Copy c) {
    String formula =
        "out0 from %d, every %d = in0 from %d, every %d"
            .formatted(c.outStart(), c.outStride(), c.inStart(), c.inStride());
    return line(c, "copy", 0, formula, c.count(), c.length());
  }

  @Override
  public Line stride(Instruction.Stride s) {
    String formula = "out0 = in0 with strides " + Arrays.toString(s.strides());
    return line(s, "stride", 0, formula, s.extents());
  }

  /** A gather computes nothing, a scatter adds. */
  @Override
  public Line rows(Instruction.Rows r) {
    String from = r.rows().index().name() + " from counter " + name(r.rows().counter());
    return r.scatter()
        ? line(r, "scatter", r.in().size(), "out0[" + from + "] += in0", r.count(), r.cols())
        : line(r, "gather", 0, "out0 = in0[" + from + "]", r.count(), r.cols());
  }

  /** A lookup computes nothing, its transpose adds. */
  @Override
  public Line lookup(Instruction.Lookup l) {
    return l.add()
        ? line(
            l, "lookup add", l.in().size(), "out0[in1] += in0^T", l.rows(), l.width(), l.columns())
        : line(l, "lookup", 0, "out0 = in0[in1]^T", l.rows(), l.width(), l.columns());
  }

  @Override
  public Line pick(Instruction.Pick p) {
    String segments = ", segments of rows: " + (p.bounds().length - 1);
    int rows = p.bounds()[p.bounds().length - 1];
    return p.place()
        ? line(p, "place", 0, "out0[in1] = in0, else 0" + segments, rows, p.columns())
        : line(p, "pick", 0, "out0 = in0[in1]" + segments, rows, p.columns());
  }

  /** Of each element a difference, an exponential and a sum. */
  @Override
  public Line logSumExp(Instruction.LogSumExp l) {
    String formula = "out0 = log sum exp of in0, segments of rows: " + (l.bounds().length - 1);
    int rows = l.bounds()[l.bounds().length - 1];
    return line(l, "log sum exp", 3L * rows * l.columns(), formula, rows, l.columns());
  }

  @Override
  public Line choose(Instruction.Choose c) {
    String formula = "out0 = drawn from softmax of in0 by in1";
    return line(c, "choose", 4L * c.states() * c.columns(), formula, c.states(), c.columns());
  }

  private static String name(Counter counterOrNull) {
    return counterOrNull == null ? "0" : counterOrNull.name();
  }

  private static Line line(
      Instruction i, String operation, long flops, String formula, int... extents) {
    return new Line(
        operation,
        Arrays.stream(extents).mapToObj(String::valueOf).collect(Collectors.joining(" x ")),
        flops,
        i.reads().stream().map(Use::of).toList(),
        i.writes().stream().map(Use::of).toList(),
        formula);
  }
}
