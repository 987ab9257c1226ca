package io.semblance.engine.compile;

import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
    static Use of(Buffer b) {
      return new Use(PlanSummary.name(b), PlanSummary.bytes(b));
    }
  }

  /** The figures of {@code plan}. */
  public static PlanSummary of(Plan plan) {
    List<Line> lines = plan.instructions().stream().map(i -> i.accept(new PlanLines())).toList();
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
    return b.accept(
        new Buffer.Visitor<>() {
          @Override
          public String temporary(Buffer.Temporary t) {
            return "t" + t.slot();
          }

          @Override
          public String part(Buffer.Part p) {
            return name(p.whole()) + "@" + p.start();
          }

          @Override
          public String state(Buffer.State s) {
            return s.variable().name();
          }

          @Override
          public String literal(Buffer.Literal l) {
            return "constant";
          }
        });
  }

  private static long bytes(Buffer b) {
    return (long) Float.BYTES * b.size();
  }
}
