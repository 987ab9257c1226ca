package io.semblance.cuda;

import io.semblance.cuda.schedule.Task;
import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.compile.Instruction.Reduce;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the tasks of one level as jobs: the other side of {@code native/src/jobs.h}, whose numbers
 * and field orders are repeated here. How a job is cut into blocks is decided here too.
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

  private static final int THREADS = 128;
  private static final int JOB_BYTES = 128;
  private static final int CHAIN = 0;
  private static final int PRODUCT_SMALL = 1;
  private static final int PRODUCT_LARGE = 2;
  private static final int REDUCE = 3;
  private static final int SEGMENT = 4;
  private static final int COPY = 5;
  private static final int STRIDE = 6;
  private static final int GATHER = 7;
  private static final int SCATTER = 8;
  private static final int RANDOM = 9;
  private static final int ADVANCE = 10;
  private static final int RESULT = 7;
  private static final int NOTHING = 8;

  /** Shared memory of a product's two stages, of tiles of 32 and of 64; see Tiling in product.h. */
  private static final int SMALL_STAGES = 4 * 32 * 36 * Float.BYTES;

  private static final int LARGE_STAGES = 4 * 16 * 68 * Float.BYTES;

  /** Blocks of one job per multiprocessor at most; a block then takes several pieces in turn. */
  private static final int BLOCKS_PER_PROCESSOR = 16;

  /** One value of all threads. */
  private static final int SHARED_VALUE = THREADS * Float.BYTES;

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

  private static long pieces(long size, long piece) {
    return (size + piece - 1) / piece;
  }

  private void chain(Chain c) {
    long size = (long) c.rows() * c.cols();
    // Several elements at a time share the reading of an operation; but first every processor must
    // have something to do, and the registers must fit.
    int lanes = c.registers() <= 12 ? 4 : c.registers() <= 24 ? 2 : 1;
    while (lanes > 1 && size < (long) THREADS * lanes * processors) {
      lanes /= 2;
    }
    int at = chainData(c, -1);
    job(
        CHAIN,
        pieces(size, (long) THREADS * lanes),
        c.registers() * lanes * SHARED_VALUE,
        size,
        lanes,
        at);
    ownField(5);
  }

  /**
   * Operations, operands and view of a chain; {@code result} is the input that follows a product.
   */
  private int chainData(Chain c, int result) {
    int ops = image.reserve(32 * c.ops().size(), 16);
    for (int i = 0; i < c.ops().size(); i++) {
      MicroOp op = c.ops().get(i);
      int at = ops + 32 * i;
      int code =
          op.op().ordinal()
              | where(op.a(), result) << 8
              | where(op.b(), result) << 12
              | where(op.c(), result) << 16
              | where(op.out(), result) << 20;
      image.putInt(at, code);
      image.putInt(at + 4, index(op.a()));
      image.putInt(at + 8, index(op.b()));
      image.putInt(at + 12, index(op.c()));
      image.putInt(at + 16, index(op.out()));
    }
    long[] inputs = new long[c.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = i == result ? 0 : places.of(c.inputs().get(i));
    }
    long[] outputs = c.outputs().stream().mapToLong(places::of).toArray();
    int inputsAt = image.putLongs(inputs);
    int outputsAt = image.putLongs(outputs);
    int at = image.reserve(7 * Long.BYTES, Long.BYTES);
    image.putOwnAddress(at, ops);
    image.putLong(at + 8, c.ops().size());
    image.putOwnAddress(at + 16, inputsAt);
    image.putOwnAddress(at + 24, outputsAt);
    image.putLong(at + 32, c.cols());
    image.putLong(at + 40, c.needsRows() ? 1 : 0);
    image.putLong(at + 48, c.registers());
    return at;
  }

  private static int where(Arg a, int result) {
    if (a == null) {
      return NOTHING;
    }
    return a.where() == Instruction.Where.INPUT && a.index() == result
        ? RESULT
        : a.where().ordinal();
  }

  private static int index(Arg a) {
    if (a == null) {
      return 0;
    }
    return a.where() == Instruction.Where.IMMEDIATE
        ? Float.floatToRawIntBits(a.value())
        : a.index();
  }

  /** Large tiles use memory better, small ones more processors. */
  private void product(Product p, boolean stored, Chain chain, int result) {
    boolean large = pieces(p.m(), 64) * pieces(p.n(), 64) >= 2L * processors;
    int tile = large ? 64 : 32;
    int registers = chain == null ? 0 : chain.registers();
    int results = tile * tile / THREADS;
    int at = chain == null ? 0 : chainData(chain, result);
    job(
        large ? PRODUCT_LARGE : PRODUCT_SMALL,
        pieces(p.m(), tile) * pieces(p.n(), tile),
        Math.max(large ? LARGE_STAGES : SMALL_STAGES, (results + 4 * registers) * SHARED_VALUE),
        places.of(p.a()),
        places.of(p.b()),
        stored ? places.of(p.out()) : 0,
        p.m(),
        p.n(),
        p.k(),
        p.transposeA() ? 1 : 0,
        p.transposeB() ? 1 : 0,
        p.accumulate() ? 1 : 0,
        at);
    if (chain != null) {
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
        switch (r.random().distribution()) {
          case UNIFORM -> 0;
          case UNIFORM16 -> 1;
          case NORMAL -> 2;
        },
        r.random().stream(),
        seed,
        places.of(r.random().counter()));
  }
}
