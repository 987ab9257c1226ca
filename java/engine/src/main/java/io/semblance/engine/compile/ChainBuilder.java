package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;
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
    for (int i = 0; i < group.size(); i++) {
      for (Node in : group.get(i).inputs()) {
        lastUse.put(views.base(in), i);
      }
    }
    List<MicroOp> ops = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Node n = group.get(i);
      Arg a = argument(n.input(0));
      Arg b = n.inputs().size() < 2 ? null : argument(n.input(1));
      // Registers that end here may take the result: micro-operations read element i before writing
      // it.
      for (Node in : Set.copyOf(n.inputs().stream().map(views::base).toList())) {
        Arg r = results.get(in);
        if (r != null && r.where() == Where.REGISTER && lastUse.get(in) == i) {
          free.push(r.index());
        }
      }
      Arg out = result(n);
      ops.add(new MicroOp(n.primitive(), a, b, out));
    }
    Node first = group.get(0);
    return new Instruction.Chain(
        Views.rows(first.shape()), Views.cols(first.shape()), inputs, ops, outputs, registers);
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
