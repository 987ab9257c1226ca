package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Builds one chain: micro-operations, their operands, and registers reused after their last reader.
 */
final class ChainBuilder {
  private final Views views;
  private final List<Node> group;
  private final Set<Node> readOutside;
  private final Function<Node, Buffer> place;
  private final Function<Node, Buffer> memory;
  private final List<Buffer> inputs = new ArrayList<>();
  private final List<Buffer> outputs = new ArrayList<>();
  private final Map<Node, Arg> results = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int registers;

  ChainBuilder(
      Views views,
      List<Node> group,
      Set<Node> readOutside,
      Function<Node, Buffer> place,
      Function<Node, Buffer> memory) {
    this.views = views;
    this.group = group;
    this.readOutside = readOutside;
    this.place = place;
    this.memory = memory;
  }

  Instruction.Chain build() {
    Map<Node, Integer> lastUse = new HashMap<>();
    Map<Node, Node> inner = pairs();
    for (int i = 0; i < group.size(); i++) {
      for (Node in : operands(group.get(i), inner)) {
        lastUse.put(views.base(in), i);
      }
    }
    List<MicroOp> ops = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Node n = group.get(i);
      if (inner.containsValue(n)) {
        continue; // Computed together with its reader.
      }
      List<Node> operands = operands(n, inner);
      List<Arg> args = operands.stream().map(this::argument).toList();
      // Registers that end here may take the result: micro-operations read element i before writing
      // it.
      for (Node in : Set.copyOf(operands.stream().map(views::base).toList())) {
        Arg r = results.get(in);
        if (r != null && r.where() == Where.REGISTER && lastUse.get(in) == i) {
          free.push(r.index());
        }
      }
      Arg out = result(n);
      ops.add(
          new MicroOp(
              operation(n, inner),
              args.get(0),
              args.size() > 1 ? args.get(1) : null,
              args.size() > 2 ? args.get(2) : null,
              out));
    }
    Node first = group.get(0);
    return new Instruction.Chain(
        Views.rows(first.shape()), Views.cols(first.shape()), inputs, ops, outputs, registers);
  }

  /**
   * By their readers, the nodes that are computed in one operation with them: a product that is
   * only added to something, a comparison that only selects.
   */
  private Map<Node, Node> pairs() {
    Map<Node, Integer> uses = new HashMap<>();
    for (Node n : group) {
      n.inputs().forEach(in -> uses.merge(views.base(in), 1, Integer::sum));
    }
    Map<Node, Node> inner = new HashMap<>();
    for (Node n : group) {
      Primitive wanted =
          n.is(Primitive.ADD) ? Primitive.MUL : n.is(Primitive.MUL) ? Primitive.GREATER : null;
      for (Node in : n.inputs()) {
        if (in.is(wanted)
            && group.contains(in)
            && uses.get(in) == 1
            && !readOutside.contains(in)
            && !inner.containsKey(in)
            && !inner.containsKey(n)) {
          inner.put(n, in);
        }
      }
    }
    return inner;
  }

  /**
   * What the operation of {@code n} reads: its inputs, that of its pair in the pair's place first.
   */
  private static List<Node> operands(Node n, Map<Node, Node> inner) {
    Node pair = inner.get(n);
    if (pair == null) {
      return n.inputs();
    }
    Node other = n.input(0) == pair ? n.input(1) : n.input(0);
    return List.of(pair.input(0), pair.input(1), other);
  }

  private static Operation operation(Node n, Map<Node, Node> inner) {
    if (!inner.containsKey(n)) {
      return Operation.of(n.primitive());
    }
    return n.is(Primitive.ADD) ? Operation.Ternary.MULTIPLY_ADD : Operation.Ternary.GATE;
  }

  private Arg result(Node n) {
    Arg out;
    if (readOutside.contains(n)) {
      outputs.add(memory.apply(n));
      out = new Arg(Where.OUTPUT, outputs.size() - 1, 0);
    } else {
      out = new Arg(Where.REGISTER, free.isEmpty() ? registers++ : free.pop(), 0);
    }
    results.put(n, out);
    return out;
  }

  private Arg argument(Node in) {
    Where where = views.access(in);
    if (where == Where.IMMEDIATE) {
      return new Arg(where, 0, (float) in.attr(Attr.Fill.class).value());
    }
    Arg member = results.get(views.base(in));
    if (member != null) {
      return member;
    }
    Buffer from = place.apply(in);
    int index = inputs.indexOf(from);
    if (index < 0) {
      index = inputs.size();
      inputs.add(from);
    }
    return new Arg(where, index, 0);
  }
}
