package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.graph.Counter;
import java.util.ArrayList;
import java.util.List;

/** One job of the device. */
public sealed interface Task {
  /** What it reads. */
  List<Span> reads();

  /** What it writes. */
  List<Span> writes();

  /** Buffers that must have memory. */
  List<Buffer> buffers();

  /** Calls the method of {@code visitor} for this kind of task. */
  <R> R accept(Visitor<R> visitor);

  /** One answer for each kind of task. */
  interface Visitor<R> {
    /** For an instruction as the compiler made it. */
    R single(Single s);

    /** For a product with a chain on its result. */
    R fused(Fused f);

    /** For the first half of a long sum. */
    R partialSums(PartialSums p);

    /** For a counter moved on. */
    R advance(Advance a);
  }

  /** An instruction as the compiler made it. */
  record Single(Instruction instruction) implements Task {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.single(this);
    }

    @Override
    public List<Span> reads() {
      List<Span> spans = new ArrayList<>();
      if (instruction instanceof Instruction.Copy c) {
        spans.add(Span.of(c.in(), c.inStart(), c.count(), c.inStride(), c.length()));
        return spans;
      }
      instruction.reads().forEach(b -> spans.add(Span.of(b)));
      if (instruction instanceof Instruction.Product p && p.accumulate()) {
        spans.add(Span.of(p.out()));
      } else if (instruction instanceof Instruction.Rows r) {
        spans.add(Span.whole(r.rows().index()));
        if (r.rows().counter() != null) {
          spans.add(Span.whole(r.rows().counter()));
        }
      } else if (instruction instanceof Instruction.Random r) {
        spans.add(Span.whole(r.random().counter()));
      }
      return spans;
    }

    @Override
    public List<Span> writes() {
      if (instruction instanceof Instruction.Copy c) {
        return List.of(Span.of(c.out(), c.outStart(), c.count(), c.outStride(), c.length()));
      }
      return instruction.writes().stream().map(Span::of).toList();
    }

    @Override
    public List<Buffer> buffers() {
      List<Buffer> all = new ArrayList<>(instruction.reads());
      all.addAll(instruction.writes());
      return all;
    }
  }

  /**
   * A product and a chain on its result, done tile by tile.
   *
   * @param result which input of the chain is the product's result
   * @param stored whether anything else reads the result, so that it must reach memory
   */
  record Fused(Instruction.Product product, Instruction.Chain chain, int result, boolean stored)
      implements Task {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fused(this);
    }

    @Override
    public List<Span> reads() {
      List<Span> spans = new ArrayList<>(new Single(product).reads());
      for (int i = 0; i < chain.inputs().size(); i++) {
        if (i != result) {
          spans.add(Span.of(chain.inputs().get(i)));
        }
      }
      return spans;
    }

    @Override
    public List<Span> writes() {
      List<Span> spans = new ArrayList<>();
      chain.outputs().forEach(b -> spans.add(Span.of(b)));
      if (stored) {
        spans.add(Span.of(product.out()));
      }
      return spans;
    }

    @Override
    public List<Buffer> buffers() {
      List<Buffer> all = new ArrayList<>(product.reads());
      if (stored) {
        all.add(product.out());
      }
      for (int i = 0; i < chain.inputs().size(); i++) {
        if (i != result) {
          all.add(chain.inputs().get(i));
        }
      }
      all.addAll(chain.outputs());
      return all;
    }
  }

  /**
   * The first half of a long sum: {@code chunks} sums over {@code length} elements of the middle
   * axis each (the last may be shorter), to {@code reduce.out()[outer, chunks, inner]}.
   */
  record PartialSums(Instruction.Reduce reduce, int chunks, int length) implements Task {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.partialSums(this);
    }

    @Override
    public List<Span> reads() {
      return List.of(Span.of(reduce.in()));
    }

    @Override
    public List<Span> writes() {
      return List.of(Span.of(reduce.out()));
    }

    @Override
    public List<Buffer> buffers() {
      return List.of(reduce.in(), reduce.out());
    }
  }

  /** A counter moved on. */
  record Advance(Counter counter, long by) implements Task {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.advance(this);
    }

    @Override
    public List<Span> reads() {
      return List.of();
    }

    @Override
    public List<Span> writes() {
      return List.of(Span.whole(counter));
    }

    @Override
    public List<Buffer> buffers() {
      return List.of();
    }
  }
}
