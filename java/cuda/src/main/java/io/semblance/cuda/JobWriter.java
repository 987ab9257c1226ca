package io.semblance.cuda;

import static io.semblance.cuda.JobCodes.ADVANCE;
import static io.semblance.cuda.JobCodes.AT_ONCE;
import static io.semblance.cuda.JobCodes.AWAITS;
import static io.semblance.cuda.JobCodes.CHAIN;
import static io.semblance.cuda.JobCodes.CONSTANT_A;
import static io.semblance.cuda.JobCodes.CONSTANT_B;
import static io.semblance.cuda.JobCodes.CONSTANT_C;
import static io.semblance.cuda.JobCodes.COPY;
import static io.semblance.cuda.JobCodes.GATHER;
import static io.semblance.cuda.JobCodes.LOAD;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the tasks of one level as jobs: the other side of {@code native/src/jobs.h}, whose field
 * orders are repeated here, and whose numbers in {@link JobCodes}. How a job is cut into blocks is
 * decided here too.
 */
final class JobWriter {
  /** Where things lie on the device. */
  interface Places {
    long of(Buffer buffer);

    long of(Counter counter);

    long of(IndexVariable index);
  }

  /** One launch of the group kernel: offsets in the image. */
  record Launch(int jobs, int table, int blocks, int sharedBytes, boolean products) {}

  /** Threads of every block. */
  static final int THREADS = 128;

  private static final int JOB_BYTES = 128;

  /** Flags by operand. */
  private static final int[] CONSTANTS = {CONSTANT_A, CONSTANT_B, CONSTANT_C};

  private static final int OP_BYTES = 32;

  /** One value of all threads. */
  private static final int SHARED_VALUE = THREADS * Float.BYTES;

  /** A block's operations in shared memory. */
  private static final int SHARED_OPS = Epilogues.MOST_OPERATIONS * OP_BYTES;

  /** What a chain's slots have of the 48 KiB that every device has, in values of all threads. */
  private static final int SHARED_VALUES = (48 * 1024 - SHARED_OPS) / SHARED_VALUE;

  /** Blocks of one job per multiprocessor at most; a block then takes several pieces in turn. */
  private static final int BLOCKS_PER_PROCESSOR = 16;

  private final Image image;
  private final Places places;
  private final long seed;
  private final int processors;

  // Of the launch being written.
  private final List<long[]> jobs = new ArrayList<>();
  private final List<Integer> ownFields = new ArrayList<>(); // job * 16 + field
  private int blocks;
  private int shared;
  private boolean products;

  JobWriter(Image image, Places places, long seed, int processors) {
    this.image = image;
    this.places = places;
    this.seed = seed;
    this.processors = processors;
  }

  /** Writes tasks that run side by side. */
  Launch write(List<Task> tasks) {
    jobs.clear();
    ownFields.clear();
    blocks = 0;
    shared = 0;
    products = false;
    // Blocks start in their order: products take longest.
    tasks.stream().filter(JobWriter::isProduct).forEach(this::add);
    tasks.stream().filter(t -> !isProduct(t)).forEach(this::add);
    int[] table = new int[blocks];
    int at = image.reserve(JOB_BYTES * jobs.size(), 16);
    for (int j = 0; j < jobs.size(); j++) {
      long[] job = jobs.get(j);
      for (int f = 0; f < job.length; f++) {
        int place = at + JOB_BYTES * j + Long.BYTES * f;
        if (ownFields.contains(j * 16 + f)) {
          image.putOwnAddress(place, (int) job[f]);
        } else {
          image.putLong(place, job[f]);
        }
      }
      Arrays.fill(table, (int) job[1], (int) (job[1] + job[2]), j);
    }
    return new Launch(at, image.putInts(table), blocks, shared, products);
  }

  private static boolean isProduct(Task t) {
    return t instanceof Task.Fused
        || t instanceof Task.Single s && s.instruction() instanceof Product;
  }

  private void add(Task t) {
    if (t instanceof Task.Fused f) {
      product(f.product(), f.stored(), f.chain(), f.result());
    } else if (t instanceof Task.PartialSums p) {
      reduce(p.reduce(), p.chunks(), p.length());
    } else if (t instanceof Task.Advance a) {
      job(ADVANCE, 1, 0, places.of(a.counter()), a.by());
    } else {
      add(((Task.Single) t).instruction());
    }
  }

  private void add(Instruction i) {
    if (i instanceof Product p) {
      product(p, true, null, -1);
    } else if (i instanceof Chain c) {
      chain(c);
    } else if (i instanceof Reduce r) {
      reduce(r, 1, r.middle());
    } else if (i instanceof Instruction.Segment s) {
      segment(s);
    } else if (i instanceof Instruction.Copy c) {
      copy(c);
    } else if (i instanceof Instruction.Stride s) {
      stride(s);
    } else if (i instanceof Instruction.Rows r) {
      rows(r);
    } else {
      random((Instruction.Random) i);
    }
  }

  private void job(int kind, long wanted, int sharedBytes, long... fields) {
    long most = (long) BLOCKS_PER_PROCESSOR * processors;
    long own = Math.max(1, Math.min(wanted, most));
    long[] job = new long[JOB_BYTES / Long.BYTES];
    job[0] = kind;
    job[1] = blocks;
    job[2] = own;
    System.arraycopy(fields, 0, job, 3, fields.length);
    jobs.add(job);
    blocks = Math.toIntExact(blocks + own);
    shared = Math.max(shared, sharedBytes);
  }

  /** Says that a field of the job written last is an offset in the image. */
  private void ownField(int field) {
    ownFields.add((jobs.size() - 1) * 16 + field);
  }

  static long pieces(long size, long piece) {
    return (size + piece - 1) / piece;
  }

  private void chain(Chain c) {
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
    job(
        CHAIN,
        pieces(size, (long) THREADS * lanes),
        SHARED_OPS + program.slots() * lanes * SHARED_VALUE,
        size,
        lanes,
        ops(program),
        program.steps().size(),
        c.cols(),
        c.needsRows() ? 1 : 0);
    ownField(5);
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

  private void product(Product p, boolean stored, Chain chain, int result) {
    Tiles tiles = Tiles.of(p, processors);
    ChainProgram program =
        chain == null ? null : ChainProgram.of(chain, result, Epilogues.MOST_SLOTS);
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
    if (program != null) {
      ownField(12);
    }
    products = true;
  }

  private void reduce(Reduce r, int chunks, int length) {
    boolean rows = r.inner() == 1;
    int slices = rows ? powerOfTwo(pieces(length, 4), 1, THREADS) : slicesOfColumns(r);
    long results = THREADS / slices;
    long groups = rows ? pieces(r.outer(), results) : r.outer() * pieces(r.inner(), results);
    job(
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

  private void segment(Instruction.Segment s) {
    int segments = s.bounds().length - 1;
    int at = image.putInts(s.bounds());
    int slices = powerOfTwo(s.cols() / Math.max(1, segments) / 8, 1, 32);
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
        slices);
    ownField(9);
  }

  private void copy(Instruction.Copy c) {
    job(
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

  private void stride(Instruction.Stride s) {
    int extents = image.putInts(s.extents());
    int strides = image.putInts(s.strides());
    job(
        STRIDE,
        pieces(s.out().size(), THREADS),
        0,
        places.of(s.in()),
        places.of(s.out()),
        s.out().size(),
        s.extents().length,
        extents,
        strides);
    ownField(7);
    ownField(8);
  }

  private void rows(Instruction.Rows r) {
    Counter counter = r.rows().counter();
    long size = (long) (r.scatter() ? r.tableRows() : r.count()) * r.cols();
    job(
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

  private void random(Instruction.Random r) {
    job(
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
}
