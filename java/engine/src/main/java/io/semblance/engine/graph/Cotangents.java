package io.semblance.engine.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been pulled back to each node so far. What comes from slices of a node is kept as it is,
 * and put side by side when it is asked for: padded with zeros and summed one by one, the n slices
 * of a node would cost n times the node, which a sequence of n steps would feel as n squared.
 */
final class Cotangents {
  private final Map<Node, Node> wholes = new HashMap<>();
  private final Map<Node, List<Part>> parts = new HashMap<>();

  /** The cotangent of a slice. */
  private record Part(Attr.Range range, Node value) {
    int end() {
      return range.start() + range.length();
    }
  }

  /** Adds to the cotangent of {@code of}. */
  void add(Node of, Node value) {
    wholes.merge(of, value, Ops::add);
  }

  /** Adds, to the cotangent of what {@code slice} is taken from, that of the slice. */
  void addSlice(Node slice, Node value) {
    parts
        .computeIfAbsent(slice.input(0), n -> new ArrayList<>())
        .add(new Part(slice.attr(Attr.Range.class), value));
  }

  /** The whole cotangent of a node; null if nothing has reached it. */
  Node of(Node node) {
    Node sum = wholes.get(node);
    Map<Integer, List<Part>> byAxis = new LinkedHashMap<>();
    for (Part part : parts.getOrDefault(node, List.of())) {
      byAxis.computeIfAbsent(part.range().axis(), a -> new ArrayList<>()).add(part);
    }
    for (Map.Entry<Integer, List<Part>> entry : byAxis.entrySet()) {
      Node side = sideBySide(node.shape(), entry.getKey(), summed(entry.getValue()));
      sum = sum == null ? side : Ops.add(sum, side);
    }
    return sum;
  }

  /** Slices that begin at one place as one, in order of where they begin. */
  private static List<Part> summed(List<Part> all) {
    Map<Integer, Map<Integer, Part>> byPlace = new TreeMap<>();
    for (Part part : all) {
      byPlace
          .computeIfAbsent(part.range().start(), s -> new TreeMap<>(Comparator.reverseOrder()))
          .merge(
              part.range().length(),
              part,
              (a, b) -> new Part(a.range(), Ops.add(a.value(), b.value())));
    }
    return byPlace.values().stream().map(m -> nested(List.copyOf(m.values()))).toList();
  }

  /**
   * Slices that begin at one place, the longest first, as that one. Each is added to the beginning
   * of the sum so far, whose end is put aside: n slices, each a little longer than the one before,
   * would cost n times the longest if they were padded.
   */
  private static Part nested(List<Part> parts) {
    Part longest = parts.get(0);
    int axis = longest.range().axis();
    Node sum = longest.value();
    List<Node> row = new ArrayList<>();
    for (Part part : parts.subList(1, parts.size())) {
      int length = part.range().length();
      row.add(0, Ops.slice(sum, axis, length, sum.shape().dim(axis) - length));
      sum = Ops.add(Ops.slice(sum, axis, 0, length), part.value());
    }
    row.add(0, sum);
    return new Part(longest.range(), Ops.concat(axis, row));
  }

  /** Sums of concatenations, as few as slices that overlap allow; zeros where there is no slice. */
  private static Node sideBySide(Shape whole, int axis, List<Part> sorted) {
    Node sum = null;
    List<Part> left = sorted;
    while (!left.isEmpty()) {
      List<Part> overlapping = new ArrayList<>();
      List<Node> row = new ArrayList<>();
      int at = 0;
      for (Part part : left) {
        if (part.range().start() < at) {
          overlapping.add(part);
          continue;
        }
        row.add(Ops.fill(whole.with(axis, part.range().start() - at), 0));
        row.add(part.value());
        at = part.end();
      }
      row.add(Ops.fill(whole.with(axis, whole.dim(axis) - at), 0));
      Node one = Ops.concat(axis, row);
      sum = sum == null ? one : Ops.add(sum, one);
      left = overlapping;
    }
    return sum;
  }
}
