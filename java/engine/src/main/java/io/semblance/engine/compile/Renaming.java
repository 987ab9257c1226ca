package io.semblance.engine.compile;

import java.util.List;
import java.util.Map;

/** Instructions on other buffers. */
final class Renaming {
  private Renaming() {}

  /** The instruction with each buffer, or the whole that it is a part of, replaced by its name. */
  static Instruction apply(Instruction i, Map<Buffer, Buffer> names) {
    if (i instanceof Instruction.Chain c) {
      return new Instruction.Chain(
          c.rows(),
          c.cols(),
          all(c.inputs(), names),
          c.ops(),
          all(c.outputs(), names),
          c.registers());
    }
    if (i instanceof Instruction.Product p) {
      return new Instruction.Product(
          one(p.a(), names),
          p.transposeA(),
          one(p.b(), names),
          p.transposeB(),
          one(p.out(), names),
          p.m(),
          p.n(),
          p.k(),
          p.accumulate());
    }
    if (i instanceof Instruction.Reduce r) {
      return new Instruction.Reduce(
          one(r.in(), names), r.outer(), r.middle(), r.inner(), one(r.out(), names));
    }
    if (i instanceof Instruction.Segment s) {
      return new Instruction.Segment(
          one(s.in(), names), s.max(), s.rows(), s.cols(), s.bounds(), one(s.out(), names));
    }
    if (i instanceof Instruction.Copy c) {
      return new Instruction.Copy(
          one(c.in(), names),
          c.inStart(),
          c.inStride(),
          one(c.out(), names),
          c.outStart(),
          c.outStride(),
          c.count(),
          c.length());
    }
    if (i instanceof Instruction.Stride s) {
      return new Instruction.Stride(
          one(s.in(), names), s.extents(), s.strides(), one(s.out(), names));
    }
    if (i instanceof Instruction.Rows r) {
      return new Instruction.Rows(
          one(r.in(), names),
          r.rows(),
          r.scatter(),
          r.count(),
          r.cols(),
          r.tableRows(),
          one(r.out(), names));
    }
    Instruction.Random r = (Instruction.Random) i;
    return new Instruction.Random(r.random(), r.rows(), r.cols(), one(r.out(), names));
  }

  static Buffer one(Buffer b, Map<Buffer, Buffer> names) {
    return b instanceof Buffer.Part p
        ? Buffer.Part.of(one(p.whole(), names), p.start(), p.size())
        : names.getOrDefault(b, b);
  }

  private static List<Buffer> all(List<Buffer> buffers, Map<Buffer, Buffer> names) {
    return buffers.stream().map(b -> one(b, names)).toList();
  }
}
