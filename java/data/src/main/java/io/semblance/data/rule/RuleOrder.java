package io.semblance.data.rule;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which rules are made true, so that none undoes another. */
final class RuleOrder {
  private RuleOrder() {}

  /**
   * Orders first, then what is determined and computed, each after those that it looks at.
   *
   * @throws DataException if two of them contradict each other
   */
  static List<Rule> of(Schema schema, List<Rule> rules) {
    Map<Integer, Rule> following = new HashMap<>();
    for (Rule rule : rules) {
      int target =
          rule instanceof Rule.Formula f
              ? f.target()
              : rule instanceof Rule.Determines d ? d.to() : -1;
      Rule before = target < 0 ? null : following.putIfAbsent(target, rule);
      if (before != null) {
        throw contradiction(schema, target, before, rule);
      }
    }
    List<Rule> ordered = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule instanceof Rule.AtMost order) {
        for (int column : List.of(order.low(), order.high())) {
          if (following.containsKey(column)) {
            throw contradiction(schema, column, following.get(column), rule);
          }
        }
        refuseCircle(schema, order, ordered);
        ordered.add(rule);
      }
    }
    Map<Integer, Rule> grouped = new HashMap<>();
    for (Rule rule : rules) {
      if (rule instanceof Rule.OneOf group) {
        for (int column : group.columns()) {
          Rule other =
              following.getOrDefault(column, grouped.getOrDefault(column, ordering(column, rules)));
          if (other != null) {
            throw contradiction(schema, column, other, rule);
          }
          grouped.put(column, rule);
        }
        ordered.add(rule);
      } else if (rule instanceof Rule.Between b) {
        if (following.get(b.column()) instanceof Rule.Determines d) {
          throw contradiction(schema, b.column(), d, rule);
        }
        ordered.add(rule);
      }
    }
    Set<Integer> under = new HashSet<>();
    for (Rule rule : rules) {
      if (rule instanceof Rule.Formula || rule instanceof Rule.Determines) {
        place(schema, rule, following, under, ordered);
      } else if (rule.changes().isEmpty()) {
        ordered.add(rule); // rows that break it are drawn anew
      }
    }
    return List.copyOf(ordered);
  }

  /** An order or a bound that moves a column's numbers; null for none. */
  private static Rule ordering(int column, List<Rule> rules) {
    return rules.stream()
        .filter(r -> r instanceof Rule.AtMost || r instanceof Rule.Between)
        .filter(r -> r.changes().contains(column))
        .findFirst()
        .orElse(null);
  }

  /** Whether orders already say that what is to be greater is less. */
  private static void refuseCircle(Schema schema, Rule.AtMost order, List<Rule> before) {
    Set<Integer> greater = new HashSet<>(Set.of(order.high()));
    for (int size = 0; size < greater.size(); ) {
      size = greater.size();
      for (Rule rule : before) {
        if (rule instanceof Rule.AtMost other
            && greater.contains(other.low())
            && greater.add(other.high())
            && other.high() == order.low()) {
          throw contradiction(schema, order.low(), other, order);
        }
      }
    }
  }

  private static void place(
      Schema schema,
      Rule rule,
      Map<Integer, Rule> following,
      Set<Integer> under,
      List<Rule> ordered) {
    if (ordered.contains(rule)) {
      return;
    }
    int target = rule instanceof Rule.Formula f ? f.target() : ((Rule.Determines) rule).to();
    Set<Integer> inputs =
        rule instanceof Rule.Formula f ? f.inputs() : Set.of(((Rule.Determines) rule).from());
    if (!under.add(target)) {
      throw contradiction(schema, target, rule, rule);
    }
    for (int input : inputs) {
      if (following.containsKey(input)) {
        place(schema, following.get(input), following, under, ordered);
      }
    }
    under.remove(target);
    ordered.add(rule);
  }

  private static DataException contradiction(Schema schema, int column, Rule a, Rule b) {
    return DataException.builder(
            a == b
                ? "it follows from itself by the rule \"" + a.text() + "\""
                : "it cannot follow both \"" + a.text() + "\" and \"" + b.text() + "\"")
        .column(schema.column(column).name())
        .remedy("leave one of the rules out")
        .build();
  }
}
