package io.semblance.engine.cpu;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Plan;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A plan bound to memory and kernels. A run allocates nothing. */
final class CpuProgram implements Program, Team.Task {
  private final Plan plan;
  private final Team team;
  private final CpuSession session;
  private final float[][] slots;
  private final Map<Buffer.Literal, float[]> literals = new IdentityHashMap<>();
  private final Places places = new Places();

  // One entry per phase, over all works.
  private final Work[] works;
  private final int[] phases;
  private final boolean[] shared;
  private final Shares shares;

  private final KeptFactors keptFactors;
  private final CpuSession.Count[] advanced;
  private final long[] advances;
  private boolean hasRun;

  CpuProgram(Plan plan, CpuSession session, Kernels kernels, Team team) {
    this.plan = plan;
    this.team = team;
    this.session = session;
    this.slots = new float[plan.slots().size()][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new float[plan.slots().get(i)];
    }
    this.keptFactors = new KeptFactors(plan.instructions(), session);
    List<Work> perPhase = new ArrayList<>();
    List<Integer> phaseOf = new ArrayList<>();
    Binder binder = new Binder(kernels);
    for (Instruction i : plan.instructions()) {
      Work w = i.accept(binder);
      for (int phase = 0; phase < w.phases(); phase++) {
        perPhase.add(w);
        phaseOf.add(phase);
      }
    }
    works = perPhase.toArray(new Work[0]);
    phases = phaseOf.stream().mapToInt(Integer::intValue).toArray();
    shares = new Shares(works, phases, team.size());
    shared = new boolean[works.length];
    for (int i = 0; i < works.length; i++) {
      shared[i] = works[i].shared(phases[i]);
    }
    advanced =
        plan.advances().keySet().stream().map(session::count).toArray(CpuSession.Count[]::new);
    advances = plan.advances().values().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public void run() {
    shares.nextRun();
    keptFactors.begin();
    boolean succeeded = false;
    try {
      team.run(this);
      succeeded = true;
    } finally {
      keptFactors.end(succeeded);
    }
    for (int i = 0; i < advanced.length; i++) {
      advanced[i].value += advances[i];
    }
    hasRun = true;
  }

  @Override
  public int phases() {
    return works.length;
  }

  @Override
  public void run(int phase, int thread) {
    Work w = works[phase];
    if (w.skipped(phases[phase])) {
      return;
    }
    if (shared[phase] && team.size() > 1) {
      shares.run(phase, thread);
    } else if (thread == 0) {
      w.begin(phases[phase], 0);
      w.run(phases[phase], 0, w.units(phases[phase]), 0);
    }
  }

  /** Small phases are all done by thread 0, which needs no barrier between them. */
  @Override
  public boolean meetAfter(int phase) {
    if (shared[phase] && works[phase].skipped(phases[phase])) {
      return false; // They met before it, as before every shared phase; nothing has been written.
    }
    return shared[phase] || phase + 1 < works.length && shared[phase + 1];
  }

  @Override
  public void read(Node output, float[] into) {
    Memory from = output(output);
    System.arraycopy(from.array(), from.at(), into, 0, output.shape().size());
  }

  @Override
  public double[] read(Node output) {
    Memory from = output(output);
    double[] copy = new double[output.shape().size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = from.array()[from.at() + i];
    }
    return copy;
  }

  private Memory output(Node output) {
    Buffer place = plan.outputs().get(output);
    if (place == null) {
      throw new EngineException("Not an output of this step: " + output);
    }
    if (!hasRun) {
      throw new EngineException("The program has not run yet");
    }
    return memory(place);
  }

  private Memory memory(Buffer b) {
    return b.accept(places);
  }

  /** Where buffers are. */
  private final class Places implements Buffer.Visitor<Memory> {
    @Override
    public Memory temporary(Buffer.Temporary t) {
      return new Memory(slots[t.slot()], 0);
    }

    @Override
    public Memory part(Buffer.Part p) {
      Memory whole = memory(p.whole());
      return new Memory(whole.array(), whole.at() + p.start());
    }

    @Override
    public Memory state(Buffer.State s) {
      return new Memory(session.state(s.variable()).elements(), 0);
    }

    @Override
    public Memory literal(Buffer.Literal l) {
      return new Memory(literals.computeIfAbsent(l, Places::elements), 0);
    }

    private static float[] elements(Buffer.Literal l) {
      float[] values = new float[l.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) l.values()[i];
      }
      return values;
    }
  }

  /** Binds instructions to memory. */
  private final class Binder implements Instruction.Visitor<Work> {
    private final Kernels kernels;

    Binder(Kernels kernels) {
      this.kernels = kernels;
    }

    @Override
    public Work product(Instruction.Product p) {
      return new ProductWork(
          p, kernels, memory(p.a()), memory(p.b()), memory(p.out()), team.size(), keptFactors);
    }

    @Override
    public Work chain(Instruction.Chain c) {
      return new ChainWork(
          c,
          kernels,
          c.inputs().stream().map(CpuProgram.this::memory).toArray(Memory[]::new),
          c.outputs().stream().map(CpuProgram.this::memory).toArray(Memory[]::new),
          team.size());
    }

    @Override
    public Work reduce(Instruction.Reduce r) {
      return new ReduceWork(r, kernels, memory(r.in()), memory(r.out()));
    }

    @Override
    public Work segment(Instruction.Segment s) {
      return new SegmentWork(s, memory(s.in()), memory(s.out()));
    }

    @Override
    public Work copy(Instruction.Copy c) {
      return new CopyWork(c, memory(c.in()), memory(c.out()));
    }

    @Override
    public Work stride(Instruction.Stride s) {
      return new StrideWork(s, memory(s.in()), memory(s.out()));
    }

    @Override
    public Work rows(Instruction.Rows r) {
      Counter c = r.rows().counter();
      return new RowsWork(
          r,
          memory(r.in()),
          memory(r.out()),
          session.memory(r.rows().index()),
          c == null ? new CpuSession.Count() : session.count(c));
    }

    @Override
    public Work random(Instruction.Random r) {
      return new RandomWork(
          r,
          kernels.random(r.random(), session.seed(), team.size()),
          memory(r.out()),
          session.count(r.random().counter()));
    }

    @Override
    public Work lookup(Instruction.Lookup l) {
      return new LookupWork(l, memory(l.in()), memory(l.codes()), memory(l.out()));
    }

    @Override
    public Work pick(Instruction.Pick p) {
      return new PickWork(p, memory(p.in()), memory(p.codes()), memory(p.out()));
    }

    @Override
    public Work logSumExp(Instruction.LogSumExp l) {
      return new LogSumExpWork(l, kernels, memory(l.in()), memory(l.out()), team.size());
    }

    @Override
    public Work choose(Instruction.Choose c) {
      return new ChooseWork(
          c, kernels, memory(c.in()), memory(c.uniform()), memory(c.out()), team.size());
    }
  }
}
