package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import java.util.ArrayList;
import java.util.Collections;
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
 *
 * <p>Random numbers, and element-wise work on them and on state alone, wait for nothing. They are
 * computed just before their first reader, so that they do not drive other values from the cache.
 */
final class NodeSchedule {
  private final Views views;
  private final Set<Node> unbound = new HashSet<>();
  private final Map<Node, Integer> waitingFor = new HashMap<>();
  private final Map<Node, List<Node>> users = new HashMap<>();
  private final Set<Node> awaited = new HashSet<>();
  private final Set<Node> taken = new HashSet<>();
  private final TreeSet<Node> ready = new TreeSet<>(Comparator.comparingLong(Node::id));
  private final List<List<Node>> groups = new ArrayList<>();

  private NodeSchedule(Views views) {
    this.views = views;
  }

  /** Groups in executable order: a single node, or the nodes of one chain in executable order. */
  static List<List<Node>> of(Views views) {
    return new NodeSchedule(views).run();
  }

  private List<List<Node>> run() {
    for (Node n : views.computed()) {
      Set<Node> needs = needs(n);
      if ((n.is(Primitive.RANDOM) || n.primitive().elementwise()) && unbound.containsAll(needs)) {
        unbound.add(n);
        continue;
      }
      needs.removeAll(unbound);
      waitingFor.put(n, needs.size());
      needs.forEach(b -> users.computeIfAbsent(b, k -> new ArrayList<>()).add(n));
      if (needs.isEmpty()) {
        ready.add(n);
      }
    }
    findAwaited();
    while (!ready.isEmpty()) {
      Node next = ready.stream().filter(n -> !n.primitive().elementwise()).findFirst().orElse(null);
      if (next == null) {
        chain();
      } else {
        List<Node> single = new ArrayList<>();
        join(next, single);
        groups.add(single);
      }
    }
    // What remains is read by nobody but the step itself; the last nodes bring the others along.
    List<Node> rest = new ArrayList<>(views.computed());
    Collections.reverse(rest);
    rest.stream().filter(unbound::contains).forEach(this::computeUnbound);
    return groups;
  }

  /** The computed nodes that {@code n} reads. */
  private Set<Node> needs(Node n) {
    Set<Node> needs = new HashSet<>();
    for (Node in : n.inputs()) {
      Node base = views.base(in);
      if (!Views.isLeaf(base)) {
        needs.add(base);
      }
    }
    return needs;
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

  /** Computes a node that waits for nothing, unless that has been done, as a group of its own. */
  private void computeUnbound(Node n) {
    if (!taken.contains(n)) {
      List<Node> group = new ArrayList<>();
      join(n, group);
      groups.add(group);
    }
  }

  private void chain() {
    Node seed = ready.stream().filter(awaited::contains).findFirst().orElse(ready.first());
    List<Node> chain = new ArrayList<>();
    Node next = seed;
    while (next != null) {
      join(next, chain);
      next = ready.stream().filter(n -> fits(n, seed, chain)).findFirst().orElse(null);
    }
    groups.add(chain);
  }

  /** Adds {@code n} to a group, after what it reads of work that waits for nothing. */
  private void join(Node n, List<Node> group) {
    computeOutside(n);
    joinInside(n, group);
  }

  /** Computes before the group what {@code n} needs and what cannot be a member of it. */
  private void computeOutside(Node n) {
    for (Node in : n.inputs()) {
      if (pending(in)) {
        if (inside(n, in)) {
          computeOutside(views.base(in));
        } else {
          computeUnbound(views.base(in));
        }
      }
    }
  }

  private void joinInside(Node n, List<Node> group) {
    for (Node in : n.inputs()) {
      if (pending(in)) {
        joinInside(views.base(in), group);
      }
    }
    group.add(take(n));
  }

  /** Whether an input of some node waits for nothing and has not been computed yet. */
  private boolean pending(Node in) {
    Node base = views.base(in);
    return unbound.contains(base) && !taken.contains(base);
  }

  /** Whether the input of {@code n} can be computed in one chain with it. */
  private boolean inside(Node n, Node in) {
    Node base = views.base(in);
    return n.primitive().elementwise()
        && base.primitive().elementwise()
        && sameView(base, n)
        && views.access(in) == Where.INPUT;
  }

  private static boolean sameView(Node a, Node b) {
    return Views.rows(a.shape()) == Views.rows(b.shape())
        && Views.cols(a.shape()) == Views.cols(b.shape());
  }

  private boolean fits(Node n, Node seed, List<Node> chain) {
    return n.primitive().elementwise()
        && awaited.contains(n) == awaited.contains(seed)
        && sameView(n, seed)
        && !blocked(n, chain);
  }

  /**
   * Whether {@code n} reads a member of the chain in a way that needs the whole chain first: what
   * is repeated along an axis or seen in another shape must be complete before it is read.
   */
  private boolean blocked(Node n, List<Node> chain) {
    return n.inputs().stream()
        .anyMatch(
            in ->
                inside(n, in)
                    ? pending(in) && blocked(views.base(in), chain)
                    : dependsOn(views.base(in), chain));
  }

  private boolean dependsOn(Node n, List<Node> chain) {
    return chain.contains(n)
        || unbound.contains(n)
            && n.inputs().stream().anyMatch(in -> dependsOn(views.base(in), chain));
  }

  private Node take(Node n) {
    ready.remove(n);
    taken.add(n);
    for (Node user : users.getOrDefault(n, List.of())) {
      if (waitingFor.merge(user, -1, Integer::sum) == 0) {
        ready.add(user);
      }
    }
    return n;
  }
}
