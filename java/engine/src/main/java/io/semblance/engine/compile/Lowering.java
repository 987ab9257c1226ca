package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a scheduled graph into instructions on buffers. */
final class Lowering {
  private final Step step;
  private final List<Node> roots;
  private final Views views;
  private final Parts parts;
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Node, Buffer> places = new HashMap<>();

  /**
   * @param roots the step's roots after rewriting, in the order of {@link Step#roots()}
   */
  Lowering(Step step, List<Node> roots) {
    this.step = step;
    this.roots = roots;
    this.views = new Views(roots);
    this.parts = new Parts(views);
  }

  /** All instructions; temporaries have no memory yet. */
  Lowered run() {
    List<List<Node>> groups = NodeSchedule.of(views);
    Set<Node> readOutside = readOutside(groups);
    for (List<Node> group : groups) {
      if (group.get(0).primitive().elementwise()) {
        instructions.add(
            new ChainBuilder(views, group, readOutside, this::place, this::result).build());
      } else {
        lower(group.get(0));
      }
    }
    Map<Node, Buffer> outputs = new LinkedHashMap<>();
    for (int i = 0; i < step.outputs().size(); i++) {
      outputs.put(step.outputs().get(i), outputPlace(roots.get(i)));
    }
    return new Lowered(instructions, List.of(), outputs, assigned());
  }

  /** Where each assigned variable's new value is computed. */
  private Map<Variable, Buffer> assigned() {
    Map<Variable, Buffer> assigned = new LinkedHashMap<>();
    int i = step.outputs().size();
    for (Variable v : step.assignments().keySet()) {
      assigned.put(v, place(roots.get(i++)));
    }
    return assigned;
  }

  /** An output that is a variable is read as it was before the step changed it. */
  private Buffer outputPlace(Node root) {
    Buffer place = place(root);
    if (place instanceof Buffer.State s && step.assignments().containsKey(s.variable())) {
      Buffer copy = temporary(place.size());
      instructions.add(0, copy(place, copy));
      return copy;
    }
    return place;
  }

  /** Nodes whose value must be in memory because something outside their own chain reads it. */
  private Set<Node> readOutside(List<List<Node>> groups) {
    Set<Node> read = new HashSet<>();
    roots.forEach(r -> read.add(views.base(r)));
    for (List<Node> group : groups) {
      Set<Node> members = Set.copyOf(group);
      for (Node n : group) {
        for (Node in : n.inputs()) {
          Node base = views.base(in);
          if (!members.contains(base)) {
            read.add(base);
          }
        }
      }
    }
    return read;
  }

  /** The memory that holds the elements of {@code n}, which has been computed or is a leaf. */
  private Buffer place(Node n) {
    Node base = views.base(n);
    return places.computeIfAbsent(
        base,
        b -> {
          if (b.attr() instanceof Attr.Reads r) {
            return new Buffer.State(r.variable());
          }
          if (b.attr() instanceof Attr.Values v) {
            return new Buffer.Literal(v.values());
          }
          if (b.attr() instanceof Attr.Fill f) {
            double[] all = new double[b.shape().size()];
            java.util.Arrays.fill(all, f.value());
            return new Buffer.Literal(all);
          }
          throw new IllegalStateException("Not computed yet: " + b);
        });
  }

  /** Memory for the value of a node that is computed now: its own, or its part of another's. */
  private Buffer result(Node n) {
    Parts.Place p = parts.of(n);
    Buffer out =
        p == null
            ? places.getOrDefault(n, temporary(n.shape().size()))
            : Buffer.Part.of(
                places.computeIfAbsent(p.whole(), w -> temporary(w.shape().size())),
                p.start(),
                n.shape().size());
    places.put(n, out);
    return out;
  }

  static Buffer.Temporary temporary(int size) {
    return new Buffer.Temporary(size);
  }

  static Instruction copy(Buffer from, Buffer to) {
    return new Instruction.Copy(from, 0, from.size(), to, 0, to.size(), 1, from.size());
  }

  /** Instructions for all that is neither element-wise nor a leaf or a view. */
  private void lower(Node n) {
    Runnable work =
        switch (n.primitive()) {
          case RANDOM -> () -> random(n);
          case BROADCAST -> () -> broadcast(n);
          case SUM -> () -> places.put(n, reduce(n));
          case TRANSPOSE -> () -> transpose(n);
          case SLICE -> () -> slice(n);
          case CONCAT -> () -> concat(n);
          case MATMUL -> () -> product(n);
          case SEGMENT_SUM, SEGMENT_MAX -> () -> segment(n);
          case GATHER, SCATTER_ADD -> () -> rows(n);
          case LOOKUP, LOOKUP_ADD -> () -> lookup(n);
          case PICK, PLACE -> () -> pick(n);
          case ROWS_LOG_SUM_EXP -> () -> logSumExp(n);
          case CHOOSE -> () -> choose(n);
          case CONSTANT,
              VARIABLE,
              RESHAPE,
              ADD,
              MUL,
              DIV,
              MAX,
              GREATER,
              EXP,
              LOG,
              SQRT,
              TANH,
              STOP_GRADIENT ->
              throw new IllegalStateException("No lowering for " + n);
        };
    work.run();
  }

  private void random(Node n) {
    instructions.add(
        new Instruction.Random(
            n.attr(Attr.Random.class), n.shape().rows(), n.shape().cols(), result(n)));
  }

  private void segment(Node n) {
    Buffer out = result(n);
    instructions.add(
        new Instruction.Segment(
            place(n.input(0)),
            n.is(Primitive.SEGMENT_MAX),
            Views.rows(n.shape()),
            Views.cols(n.shape()),
            n.attr(Attr.Segments.class).toArray(),
            out));
  }

  private void rows(Node n) {
    Buffer out = result(n);
    boolean scatter = n.is(Primitive.SCATTER_ADD);
    instructions.add(
        new Instruction.Rows(
            place(n.input(0)),
            n.attr(Attr.Rows.class),
            scatter,
            scatter ? n.input(0).shape().rows() : n.shape().rows(),
            n.shape().cols(),
            scatter ? n.shape().rows() : n.input(0).shape().rows(),
            out));
  }

  private void lookup(Node n) {
    boolean add = n.is(Primitive.LOOKUP_ADD);
    Shape table = add ? n.shape() : n.input(0).shape();
    Buffer out = result(n);
    instructions.add(
        new Instruction.Lookup(
            place(n.input(0)),
            place(n.input(1)),
            add,
            table.dim(0),
            table.dim(1),
            n.input(1).shape().dim(1),
            out));
  }

  private void pick(Node n) {
    Buffer out = result(n);
    instructions.add(
        new Instruction.Pick(
            place(n.input(0)),
            place(n.input(1)),
            n.is(Primitive.PLACE),
            n.attr(Attr.Segments.class).toArray(),
            n.shape().dim(1),
            out));
  }

  private void logSumExp(Node n) {
    Buffer out = result(n);
    int[] bounds = n.attr(Attr.Segments.class).toArray();
    instructions.add(new Instruction.LogSumExp(place(n.input(0)), bounds, n.shape().dim(1), out));
  }

  private void choose(Node n) {
    Buffer out = result(n);
    int states = n.input(0).shape().dim(0);
    instructions.add(
        new Instruction.Choose(
            place(n.input(0)), place(n.input(1)), states, n.shape().dim(1), out));
  }

  private void product(Node n) {
    Attr.Transposed t = n.attr(Attr.Transposed.class);
    boolean accumulate = n.inputs().size() > 2;
    if (accumulate) {
      // Nobody else reads what the product is added to, so the sum takes its memory.
      places.put(n, place(n.input(2)));
    }
    instructions.add(
        new Instruction.Product(
            place(n.input(0)),
            t.left(),
            place(n.input(1)),
            t.right(),
            result(n),
            n.shape().dim(0),
            n.shape().dim(1),
            n.input(0).shape().dim(t.left() ? 0 : 1),
            accumulate));
  }

  private void slice(Node n) {
    Attr.Range r = n.attr(Attr.Range.class);
    Shape from = n.input(0).shape();
    Buffer whole = place(n.input(0));
    int inner = from.product(r.axis() + 1, from.rank());
    int run = r.length() * inner;
    if (Parts.contiguous(from, r.axis()) && whole.storage() instanceof Buffer.Temporary) {
      places.put(n, Buffer.Part.of(whole, r.start() * inner, run));
      return;
    }
    instructions.add(
        new Instruction.Copy(
            whole,
            r.start() * inner,
            from.dim(r.axis()) * inner,
            result(n),
            0,
            run,
            from.product(0, r.axis()),
            run));
  }

  /** One reduction per run of neighbouring axes, from the last to the first. */
  private Buffer reduce(Node n) {
    Buffer in = place(n.input(0));
    Shape shape = n.input(0).shape();
    List<Integer> axes = n.attr(Attr.Axes.class).axes();
    int end = axes.size();
    while (end > 0) {
      int begin = end - 1;
      while (begin > 0 && axes.get(begin - 1) == axes.get(begin) - 1) {
        begin--;
      }
      int first = axes.get(begin);
      int last = axes.get(end - 1);
      int outer = shape.product(0, first);
      int middle = shape.product(first, last + 1);
      int inner = shape.product(last + 1, shape.rank());
      Buffer out = temporary(outer * inner);
      instructions.add(new Instruction.Reduce(in, outer, middle, inner, out));
      for (int a = first; a <= last; a++) {
        shape = shape.with(a, 1);
      }
      in = out;
      end = begin;
    }
    return in;
  }

  private void broadcast(Node n) {
    Buffer out = result(n);
    Shape from = n.input(0).shape();
    int[] strides = strides(from);
    for (int a = 0; a < strides.length; a++) {
      if (from.dim(a) == 1) {
        strides[a] = 0;
      }
    }
    instructions.add(new Instruction.Stride(place(n.input(0)), n.shape().dims(), strides, out));
  }

  private void transpose(Node n) {
    Buffer out = result(n);
    int[] from = strides(n.input(0).shape());
    int[] strides = n.attr(Attr.Axes.class).axes().stream().mapToInt(axis -> from[axis]).toArray();
    instructions.add(new Instruction.Stride(place(n.input(0)), n.shape().dims(), strides, out));
  }

  private static int[] strides(Shape s) {
    int[] strides = new int[s.rank()];
    for (int a = 0; a < strides.length; a++) {
      strides[a] = s.product(a + 1, s.rank());
    }
    return strides;
  }

  private void concat(Node n) {
    Buffer out = result(n);
    int axis = n.attr(Attr.Axes.class).axes().get(0);
    int inner = n.shape().product(axis + 1, n.shape().rank());
    int row = n.shape().dim(axis) * inner;
    int at = 0;
    for (Node part : n.inputs()) {
      int run = part.shape().dim(axis) * inner;
      Buffer from = place(part);
      boolean inPlace = from instanceof Buffer.Part p && p.whole() == out && p.start() == at;
      if (!inPlace) {
        instructions.add(
            Parts.contiguous(n.shape(), axis)
                ? copy(from, Buffer.Part.of(out, at, run))
                : new Instruction.Copy(
                    from, 0, run, out, at, row, n.shape().product(0, axis), run));
      }
      at += run;
    }
  }
}
