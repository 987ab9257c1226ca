package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Orders the computed nodes and gathers element-wise ones of one view into chains. Element-wise
 * work waits as long as other work is ready, so that chains grow long, and what no other work waits
 * for (an optimiser's state) comes at the very end, in one chain with all that it reads; within one
 * kind the older node goes first, which keeps the order that the graph was written in.
 */
final class Schedule {
  private final Views views;
  private final Map<Node, Integer> waitingFor = new HashMap<>();
  private final Map<Node, List<Node>> users = new HashMap<>();
  private final Set<Node> awaited = new HashSet<>();
  private final TreeSet<Node> ready = new TreeSet<>(Comparator.comparingLong(Node::id));

  private Schedule(Views views) {
    this.views = views;
  }

  /** Groups in executable order: a single node, or the nodes of one chain in executable order. */
  static List<List<Node>> of(Views views) {
    return new Schedule(views).run();
  }

  private List<List<Node>> run() {
    for (Node n : views.computed()) {
      Set<Node> needs = new HashSet<>();
      for (Node in : n.inputs()) {
        Node base = views.base(in);
        if (!Views.isLeaf(base)) {
          needs.add(base);
        }
      }
      waitingFor.put(n, needs.size());
      needs.forEach(b -> users.computeIfAbsent(b, k -> new ArrayList<>()).add(n));
      if (needs.isEmpty()) {
        ready.add(n);
      }
    }
    findAwaited();
    List<List<Node>> groups = new ArrayList<>();
    while (!ready.isEmpty()) {
      Node next = ready.stream().filter(n -> !n.primitive().elementwise()).findFirst().orElse(null);
      groups.add(next == null ? chain() : List.of(take(next)));
    }
    return groups;
  }

  /** Element-wise nodes that lead to other work. */
  private void findAwaited() {
    List<Node> order = views.computed();
    for (int i = order.size() - 1; i >= 0; i--) {
      for (Node user : users.getOrDefault(order.get(i), List.of())) {
        if (!user.primitive().elementwise() || awaited.contains(user)) {
          awaited.add(order.get(i));
        }
      }
    }
  }

  private List<Node> chain() {
    Node seed = ready.stream().filter(awaited::contains).findFirst().orElse(ready.first());
    List<Node> chain = new ArrayList<>(List.of(take(seed)));
    Set<Node> members = new HashSet<>(chain);
    while (true) {
      Node next = ready.stream().filter(n -> fits(n, seed, members)).findFirst().orElse(null);
      if (next == null) {
        return chain;
      }
      chain.add(take(next));
      members.add(next);
    }
  }

  private boolean fits(Node n, Node seed, Set<Node> members) {
    if (!n.primitive().elementwise()
        || awaited.contains(n) != awaited.contains(seed)
        || Views.rows(n.shape()) != Views.rows(seed.shape())
        || Views.cols(n.shape()) != Views.cols(seed.shape())) {
      return false;
    }
    // What is repeated along an axis must be complete before it is read, so it cannot be a member.
    return n.inputs().stream()
        .allMatch(in -> views.access(in) == Where.INPUT || !members.contains(views.base(in)));
  }

  private Node take(Node n) {
    ready.remove(n);
    for (Node user : users.getOrDefault(n, List.of())) {
      if (waitingFor.merge(user, -1, Integer::sum) == 0) {
        ready.add(user);
      }
    }
    return n;
  }
}
