package io.semblance.engine.compile;

import java.util.List;
import java.util.Map;

/**
 * Instructions on other buffers.
 *
 * @param names what each buffer is called, or the whole that it is a part of; others stay
 */
record Renaming(Map<Buffer, Buffer> names) implements Instruction.Visitor<Instruction> {
  /** The instruction with each buffer, or the whole that it is a part of, replaced by its name. */
  static Instruction apply(Instruction i, Map<Buffer, Buffer> names) {
    return i.accept(new Renaming(names));
  }

  static Buffer one(Buffer b, Map<Buffer, Buffer> names) {
    return b instanceof Buffer.Part p
        ? Buffer.Part.of(one(p.whole(), names), p.start(), p.size())
        : names.getOrDefault(b, b);
  }

  private Buffer one(Buffer b) {
    return one(b, names);
  }

  private List<Buffer> all(List<Buffer> buffers) {
    return buffers.stream().map(this::one).toList();
  }

  @Override
  public Instruction chain(Instruction.Chain c) {
    return new Instruction.Chain(
        c.rows(), c.cols(), all(c.inputs()), c.ops(), all(c.outputs()), c.registers());
  }

  @Override
  public Instruction product(Instruction.Product p) {
    return new Instruction.Product(
        one(p.a()),
        p.transposeA(),
        one(p.b()),
        p.transposeB(),
        one(p.out()),
        p.m(),
        p.n(),
        p.k(),
        p.accumulate());
  }

  @Override
  public Instruction reduce(Instruction.Reduce r) {
    return new Instruction.Reduce(one(r.in()), r.outer(), r.middle(), r.inner(), one(r.out()));
  }

  @Override
  public Instruction segment(Instruction.Segment s) {
    return new Instruction.Segment(
        one(s.in()), s.max(), s.rows(), s.cols(), s.bounds(), one(s.out()));
  }

  @Override
  public Instruction copy(Instruction.Copy c) {
    return new Instruction.Copy(
        one(c.in()),
        c.inStart(),
        c.inStride(),
        one(c.out()),
        c.outStart(),
        c.outStride(),
        c.count(),
        c.length());
  }

  @Override
  public Instruction stride(Instruction.Stride s) {
    return new Instruction.Stride(one(s.in()), s.extents(), s.strides(), one(s.out()));
  }

  @Override
  public Instruction rows(Instruction.Rows r) {
    return new Instruction.Rows(
        one(r.in()), r.rows(), r.scatter(), r.count(), r.cols(), r.tableRows(), one(r.out()));
  }

  @Override
  public Instruction random(Instruction.Random r) {
    return new Instruction.Random(r.random(), r.rows(), r.cols(), one(r.out()));
  }

  @Override
  public Instruction lookup(Instruction.Lookup l) {
    return new Instruction.Lookup(
        one(l.in()), one(l.codes()), l.add(), l.rows(), l.width(), l.columns(), one(l.out()));
  }

  @Override
  public Instruction pick(Instruction.Pick p) {
    return new Instruction.Pick(
        one(p.in()), one(p.codes()), p.place(), p.bounds(), p.columns(), one(p.out()));
  }

  @Override
  public Instruction logSumExp(Instruction.LogSumExp l) {
    return new Instruction.LogSumExp(one(l.in()), l.bounds(), l.columns(), one(l.out()));
  }

  @Override
  public Instruction choose(Instruction.Choose c) {
    return new Instruction.Choose(
        one(c.in()), one(c.uniform()), c.states(), c.columns(), one(c.out()));
  }
}
