package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a compiled step does and how much of it: the figures that are printed, for people and for
 * machines.
 *
 * @param lines the instructions in order
 * @param flops floating-point operations of one run, see {@link Line#flops()}
 * @param productFlops those of matrix products
 * @param temporaryBytes memories that the temporaries share
 * @param unsharedBytes what they would take if each had its own
 * @param variableBytes all variables that the step reads or writes
 * @param constantBytes constant arrays; single constants are part of the instructions
 */
public record PlanSummary(
    List<Line> lines,
    long flops,
    long productFlops,
    long temporaryBytes,
    long unsharedBytes,
    long variableBytes,
    long constantBytes) {
  public PlanSummary {
    lines = List.copyOf(lines);
  }

  /**
   * One instruction.
   *
   * @param operation what it is: product, chain, sum, ...
   * @param shape extents of its work; of a product rows, columns and inner extent
   * @param flops 2mnk for a product; elements times operations for a chain; one for each element
   *     summed, compared or drawn at random; none where numbers are only moved
   * @param reads buffers read, {@code in0}, {@code in1}, ... of the formula
   * @param writes buffers written, {@code out0}, {@code out1}, ... of the formula
   * @param formula what is computed
   */
  public record Line(
      String operation,
      String shape,
      long flops,
      List<Use> reads,
      List<Use> writes,
      String formula) {
    public Line {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
    }
  }

  /**
   * A buffer that an instruction works on: a variable by its name, a temporary by the number of the
   * memory that it has, {@code @n} after the first n elements of it.
   */
  public record Use(String name, long bytes) {
    private static Use of(Buffer b) {
      return new Use(PlanSummary.name(b), PlanSummary.bytes(b));
    }
  }

  /** The figures of {@code plan}. */
  public static PlanSummary of(Plan plan) {
    List<Line> lines = plan.instructions().stream().map(PlanSummary::line).toList();
    long products = 0;
    Set<Buffer> own = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Variable> variables = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      Instruction instruction = plan.instructions().get(i);
      products += instruction instanceof Instruction.Product ? lines.get(i).flops() : 0;
      List<Buffer> used = new ArrayList<>(instruction.reads());
      used.addAll(instruction.writes());
      for (Buffer b : used) {
        if (b.storage() instanceof Buffer.State s) {
          variables.add(s.variable());
        } else {
          own.add(b.storage());
        }
      }
    }
    return new PlanSummary(
        lines,
        lines.stream().mapToLong(Line::flops).sum(),
        products,
        Float.BYTES * plan.slots().stream().mapToLong(Integer::longValue).sum(),
        sum(own, Buffer.Temporary.class),
        variables.stream().mapToLong(v -> (long) Float.BYTES * v.shape().size()).sum(),
        sum(own, Buffer.Literal.class));
  }

  private static long sum(Set<Buffer> all, Class<? extends Buffer> kind) {
    return all.stream().filter(kind::isInstance).mapToLong(PlanSummary::bytes).sum();
  }

  /** Share of the arithmetic that is in matrix products, 0 to 1. */
  public double productShare() {
    return flops == 0 ? 0 : (double) productFlops / flops;
  }

  private static String name(Buffer b) {
    if (b instanceof Buffer.Part p) {
      return name(p.whole()) + "@" + p.start();
    }
    if (b instanceof Buffer.State s) {
      return s.variable().name();
    }
    return b instanceof Buffer.Temporary t ? "t" + t.slot() : "constant";
  }

  private static long bytes(Buffer b) {
    return (long) Float.BYTES * b.size();
  }

  private static Line line(Instruction i) {
    if (i instanceof Instruction.Product p) {
      long flops = 2L * p.m() * p.n() * p.k();
      String left = p.transposeA() ? "in0^T" : "in0";
      String right = p.transposeB() ? "in1^T" : "in1";
      String into = p.accumulate() ? "out0 += " : "out0 = ";
      return line(i, "product", flops, into + left + " " + right, p.m(), p.n(), p.k());
    }
    if (i instanceof Instruction.Chain c) {
      int each = c.ops().stream().mapToInt(o -> o.c() == null ? 1 : 2).sum();
      long flops = (long) c.rows() * c.cols() * each;
      return line(i, "chain", flops, ChainFormula.of(c), c.rows(), c.cols());
    }
    if (i instanceof Instruction.Reduce r) {
      String formula = "out0[i, k] = sum over j of in0[i, j, k]";
      return line(i, "sum", r.in().size(), formula, r.outer(), r.middle(), r.inner());
    }
    if (i instanceof Instruction.Segment s) {
      String kind = s.max() ? "segment max" : "segment sum";
      String formula = "out0 = " + kind + " of in0, segments: " + (s.bounds().length - 1);
      return line(i, kind, s.in().size(), formula, s.rows(), s.cols());
    }
    if (i instanceof Instruction.Random r) {
      Attr.Random random = r.random();
      String formula =
          "out0 = %s, stream %d, counter %s"
              .formatted(
                  random.distribution().name().toLowerCase(Locale.ROOT),
                  random.stream(),
                  name(random.counter()));
      return line(i, "random", (long) r.rows() * r.cols(), formula, r.rows(), r.cols());
    }
    return moves(i);
  }

  /** Instructions that compute nothing, but for a scatter, which adds. */
  private static Line moves(Instruction i) {
    if (i instanceof Instruction.Copy c) {
      String formula =
          "out0 from %d, every %d = in0 from %d, every %d"
              .formatted(c.outStart(), c.outStride(), c.inStart(), c.inStride());
      return line(i, "copy", 0, formula, c.count(), c.length());
    }
    if (i instanceof Instruction.Stride s) {
      String formula = "out0 = in0 with strides " + Arrays.toString(s.strides());
      return line(i, "stride", 0, formula, s.extents());
    }
    if (i instanceof Instruction.Rows r) {
      String from = r.rows().index().name() + " from counter " + name(r.rows().counter());
      return r.scatter()
          ? line(i, "scatter", r.in().size(), "out0[" + from + "] += in0", r.count(), r.cols())
          : line(i, "gather", 0, "out0 = in0[" + from + "]", r.count(), r.cols());
    }
    throw new IllegalStateException("No summary of " + i);
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
