package io.semblance.cuda;

import static io.semblance.cuda.JobCodes.ADVANCE;
import static io.semblance.cuda.JobCodes.AT_ONCE;
import static io.semblance.cuda.JobCodes.AWAITS;
import static io.semblance.cuda.JobCodes.CHAIN;
import static io.semblance.cuda.JobCodes.CHOOSE;
import static io.semblance.cuda.JobCodes.CONSTANT_A;
import static io.semblance.cuda.JobCodes.CONSTANT_B;
import static io.semblance.cuda.JobCodes.CONSTANT_C;
import static io.semblance.cuda.JobCodes.COPY;
import static io.semblance.cuda.JobCodes.GATHER;
import static io.semblance.cuda.JobCodes.LOAD;
import static io.semblance.cuda.JobCodes.LOG_SUM_EXP;
import static io.semblance.cuda.JobCodes.LOOKUP;
import static io.semblance.cuda.JobCodes.LOOKUP_ADD;
import static io.semblance.cuda.JobCodes.PICK;
import static io.semblance.cuda.JobCodes.PLACE;
import static io.semblance.cuda.JobCodes.RANDOM;
import static io.semblance.cuda.JobCodes.REDUCE;
import static io.semblance.cuda.JobCodes.SCATTER;
import static io.semblance.cuda.JobCodes.SEGMENT;
import static io.semblance.cuda.JobCodes.STRIDE;

import io.semblance.cuda.schedule.ChainProgram;
import io.semblance.cuda.schedule.Epilogues;
import io.semblance.cuda.schedule.Task;
import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.compile.Instruction.Reduce;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;

/**
 * What the device is told of each kind of task: the other side of {@code native/src/jobs.h}, whose
 * field orders are repeated here, and whose numbers in {@link JobCodes}. How a job is cut into
 * blocks is decided here too.
 */
final class Jobs implements Task.Visitor<Jobs.Job>, Instruction.Visitor<Jobs.Job> {
  /** Where things lie on the device. */
  interface Places {
    long of(Buffer buffer);

    long of(Counter counter);

    long of(IndexVariable index);
  }

  /**
   * A job without its place in a launch.
   *
   * @param blocks that it can use
   * @param sharedBytes that each of them needs
   * @param fields after the first three, which are kind, first block and blocks
   * @param own which of its fields, counted from the first of the job, are offsets in the image
   */
  record Job(int kind, long blocks, int sharedBytes, long[] fields, int... own) {}

  /** Threads of every block. */
  static final int THREADS = 128;

  /** Flags by operand. */
  private static final int[] CONSTANTS = {CONSTANT_A, CONSTANT_B, CONSTANT_C};

  private static final int OP_BYTES = 32;

  /** One value of all threads. */
  private static final int SHARED_VALUE = THREADS * Float.BYTES;

  /** A block's operations in shared memory. */
  private static final int SHARED_OPS = Epilogues.MOST_OPERATIONS * OP_BYTES;

  /** What a chain's slots have of the 48 KiB that every device has, in values of all threads. */
  private static final int SHARED_VALUES = (48 * 1024 - SHARED_OPS) / SHARED_VALUE;

  private final Image image;
  private final Places places;
  private final long seed;
  private final int processors;

  /**
   * @param image receives what jobs point to
   * @param seed of the session's random numbers
   * @param processors of the device
   */
  Jobs(Image image, Places places, long seed, int processors) {
    this.image = image;
    this.places = places;
    this.seed = seed;
    this.processors = processors;
  }

  private static Job job(int kind, long blocks, int sharedBytes, long... fields) {
    return new Job(kind, blocks, sharedBytes, fields);
  }

  /** Some fields are offsets in the image. */
  private static Job own(Job job, int... fields) {
    return new Job(job.kind(), job.blocks(), job.sharedBytes(), job.fields(), fields);
  }

  @Override
  public Job single(Task.Single s) {
    return s.instruction().accept(this);
  }

  @Override
  public Job fused(Task.Fused f) {
    return product(f.product(), f.stored(), f.chain(), f.result());
  }

  @Override
  public Job partialSums(Task.PartialSums p) {
    return reduce(p.reduce(), p.chunks(), p.length());
  }

  @Override
  public Job advance(Task.Advance a) {
    return job(ADVANCE, 1, 0, places.of(a.counter()), a.by());
  }

  static long pieces(long size, long piece) {
    return (size + piece - 1) / piece;
  }

  @Override
  public Job chain(Chain c) {
    long size = (long) c.rows() * c.cols();
    // Several elements at a time share the reading of an operation; but first every processor must
    // have something to do, and the slots must fit. A launch has the shared memory of its greediest
    // job: a wide chain takes blocks per processor from what stands beside it.
    ChainProgram program = ChainProgram.of(c, -1, SHARED_VALUES);
    int lanes = 4;
    while (lanes > 1
        && (lanes * program.slots() > SHARED_VALUES
            || size < (long) THREADS * lanes * processors)) {
      lanes /= 2;
    }
    return own(
        job(
            CHAIN,
            pieces(size, (long) THREADS * lanes),
            SHARED_OPS + program.slots() * lanes * SHARED_VALUE,
            size,
            lanes,
            ops(program),
            program.steps().size(),
            c.cols(),
            c.needsRows() ? 1 : 0),
        5);
  }

  /** A chain's loads and operations. */
  private int ops(ChainProgram program) {
    int ops = image.reserve(OP_BYTES * program.steps().size(), 16);
    for (int i = 0; i < program.steps().size(); i++) {
      ChainProgram.Step step = program.steps().get(i);
      int at = ops + OP_BYTES * i;
      int code = step.op() == null ? LOAD : JobCodes.of(step.op().op());
      for (int o = 0; o < 3; o++) {
        code |= step.constant()[o] ? CONSTANTS[o] : 0;
        image.putInt(at + 4 + 4 * o, step.operands()[o]);
      }
      code |= (step.awaits() ? AWAITS : 0) | (step.atOnce() ? AT_ONCE : 0);
      image.putInt(at, code);
      if (step.source() != null) {
        image.putInt(at + 4, JobCodes.of(step.source()));
      }
      image.putLong(at + 16, step.memory() == null ? 0 : places.of(step.memory()));
      image.putInt(at + 24, step.slot());
    }
    return ops;
  }

  @Override
  public Job product(Product p) {
    return product(p, true, null, -1);
  }

  private Job product(Product p, boolean stored, Chain chain, int result) {
    Tiles tiles = Tiles.of(p, processors);
    ChainProgram program =
        chain == null ? null : ChainProgram.of(chain, result, Epilogues.MOST_SLOTS);
    Job job =
        job(
            tiles.kind(),
            tiles.count(p),
            SHARED_OPS + tiles.sharedBytes(program == null ? 0 : program.slots()),
            places.of(p.a()),
            places.of(p.b()),
            stored ? places.of(p.out()) : 0,
            p.m(),
            p.n(),
            p.k(),
            p.transposeA() ? 1 : 0,
            p.transposeB() ? 1 : 0,
            p.accumulate() ? 1 : 0,
            program == null ? 0 : ops(program),
            program == null ? 0 : program.steps().size());
    return program == null ? job : own(job, 12);
  }

  @Override
  public Job reduce(Reduce r) {
    return reduce(r, 1, r.middle());
  }

  private Job reduce(Reduce r, int chunks, int length) {
    boolean rows = r.inner() == 1;
    int slices = rows ? powerOfTwo(pieces(length, 4), 1, THREADS) : slicesOfColumns(r);
    long results = THREADS / slices;
    long groups = rows ? pieces(r.outer(), results) : r.outer() * pieces(r.inner(), results);
    return job(
        REDUCE,
        groups * chunks,
        SHARED_VALUE,
        places.of(r.in()),
        places.of(r.out()),
        r.outer(),
        r.middle(),
        r.inner(),
        slices,
        chunks,
        length);
  }

  /** Neighbouring columns are read together: 32 of them if there are enough to go round, else 8. */
  private int slicesOfColumns(Reduce r) {
    boolean many = (long) r.outer() * r.inner() >= 32L * processors;
    int together = powerOfTwo(r.inner(), 1, many ? 32 : 8);
    return THREADS / together;
  }

  /** The smallest power of two from {@code least} that is not below {@code x}, or {@code most}. */
  private static int powerOfTwo(long x, int least, int most) {
    int p = least;
    while (p < x && p < most) {
      p *= 2;
    }
    return p;
  }

  @Override
  public Job segment(Instruction.Segment s) {
    int segments = s.bounds().length - 1;
    int at = image.putInts(s.bounds());
    int slices = powerOfTwo(s.cols() / Math.max(1, segments) / 8, 1, 32);
    return own(
        job(
            SEGMENT,
            pieces((long) s.rows() * segments, THREADS / slices),
            SHARED_VALUE,
            places.of(s.in()),
            places.of(s.out()),
            s.rows(),
            s.cols(),
            segments,
            s.max() ? 1 : 0,
            at,
            slices),
        9);
  }

  @Override
  public Job copy(Instruction.Copy c) {
    return job(
        COPY,
        pieces((long) c.count() * c.length(), THREADS),
        0,
        places.of(c.in()) + Float.BYTES * (long) c.inStart(),
        places.of(c.out()) + Float.BYTES * (long) c.outStart(),
        c.inStride(),
        c.outStride(),
        c.count(),
        c.length());
  }

  @Override
  public Job stride(Instruction.Stride s) {
    int extents = image.putInts(s.extents());
    int strides = image.putInts(s.strides());
    return own(
        job(
            STRIDE,
            pieces(s.out().size(), THREADS),
            0,
            places.of(s.in()),
            places.of(s.out()),
            s.out().size(),
            s.extents().length,
            extents,
            strides),
        7,
        8);
  }

  @Override
  public Job rows(Instruction.Rows r) {
    Counter counter = r.rows().counter();
    long size = (long) (r.scatter() ? r.tableRows() : r.count()) * r.cols();
    return job(
        r.scatter() ? SCATTER : GATHER,
        pieces(size, THREADS),
        r.scatter() ? SHARED_VALUE : 0,
        places.of(r.in()),
        places.of(r.out()),
        places.of(r.rows().index()),
        r.rows().index().length(),
        counter == null ? 0 : places.of(counter),
        r.count(),
        r.cols(),
        r.tableRows());
  }

  @Override
  public Job random(Instruction.Random r) {
    return job(
        RANDOM,
        pieces((long) r.rows() * pieces(r.cols(), r.random().distribution().perBlock()), THREADS),
        0,
        places.of(r.out()),
        r.rows(),
        r.cols(),
        JobCodes.of(r.random().distribution()),
        r.random().stream(),
        seed,
        places.of(r.random().counter()));
  }

  @Override
  public Job lookup(Instruction.Lookup l) {
    return job(
        l.add() ? LOOKUP_ADD : LOOKUP,
        pieces(l.out().size(), THREADS),
        0,
        places.of(l.in()),
        places.of(l.codes()),
        places.of(l.out()),
        l.rows(),
        l.width(),
        l.columns());
  }

  @Override
  public Job pick(Instruction.Pick p) {
    long codes = places.of(p.codes());
    return rowSegments(p.place() ? PLACE : PICK, p.in(), codes, p.out(), p.bounds(), p.columns());
  }

  @Override
  public Job logSumExp(Instruction.LogSumExp l) {
    return rowSegments(LOG_SUM_EXP, l.in(), 0, l.out(), l.bounds(), l.columns());
  }

  private Job rowSegments(int kind, Buffer in, long codes, Buffer out, int[] bounds, int columns) {
    int segments = bounds.length - 1;
    return own(
        job(
            kind,
            pieces((long) segments * columns, THREADS),
            0,
            places.of(in),
            codes,
            places.of(out),
            image.putInts(bounds),
            segments,
            columns),
        6);
  }

  @Override
  public Job choose(Instruction.Choose c) {
    return job(
        CHOOSE,
        pieces(c.columns(), THREADS),
        0,
        places.of(c.in()),
        places.of(c.uniform()),
        places.of(c.out()),
        c.states(),
        c.columns());
  }
}
