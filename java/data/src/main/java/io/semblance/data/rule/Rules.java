package io.semblance.data.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.ValueGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules of a table, which can be made true in any rows with its columns. Immutable.
 *
 * <pre>{@code
 * Rules rules = Rules.of(List.of("total = quantity * price", "start <= end"), table);
 * Table rows = rules.applied(drawn);
 * }</pre>
 *
 * <p>Of two numbers in the wrong order each takes the other's place; what is determined is looked
 * up; what follows from a formula is computed, to the decimals of its column. A row in which a cell
 * that a rule names is missing keeps that rule as it is.
 */
public final class Rules {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int HALVINGS = 30;

  private final Schema schema;
  private final List<Rule> rules;

  /** Columns that formulas start from: no rule says what they are. */
  private final Set<Integer> roots = new TreeSet<>();

  /** Of each column of numbers one in the middle: what inputs are drawn to. */
  private final double[] middles;

  private Rules(Schema schema, List<Rule> rules, double[] middles) {
    this.schema = schema;
    this.rules = ordered(schema, rules);
    this.middles = middles;
    Set<Integer> targets = new HashSet<>();
    for (Rule rule : this.rules) {
      if (rule instanceof Rule.Formula f) {
        roots.addAll(f.inputs());
        targets.add(f.target());
      } else if (rule instanceof Rule.Determines d) {
        targets.add(d.to());
      }
    }
    roots.removeAll(targets);
  }

  /**
   * Reads rules, and learns from a table what determines what.
   *
   * @param texts see {@code docs/rules.md}; {@code found} stands for all that hold in the table
   * @throws DataException if one cannot be read, names a column that does not exist, or contradicts
   *     another
   */
  public static Rules of(List<String> texts, Table table) {
    List<Rule> rules = new ArrayList<>();
    boolean found = false;
    for (String text : texts) {
      if (text.strip().equalsIgnoreCase("found")) {
        found = true;
      } else {
        rules.add(learnt(RuleText.parse(text.strip(), table.schema()), table));
      }
    }
    for (String text : found ? RuleFinder.find(table) : List.<String>of()) {
      Rule rule = learnt(RuleText.parse(text, table.schema()), table);
      List<Rule> more = new ArrayList<>(rules);
      more.add(rule);
      if (fit(table.schema(), more)) {
        rules = more; // what was said goes before what was found
      }
    }
    double[] middles = new double[table.width()];
    for (int c = 0; c < middles.length; c++) {
      if (table.column(c) instanceof NumericColumn numbers) {
        double[] sorted =
            Arrays.stream(numbers.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
        middles[c] = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
      }
    }
    return new Rules(table.schema(), rules, middles);
  }

  private static boolean fit(Schema schema, List<Rule> rules) {
    try {
      ordered(schema, rules);
      return true;
    } catch (DataException e) {
      return false;
    }
  }

  private static Rule learnt(Rule rule, Table table) {
    if (!(rule instanceof Rule.Determines d)) {
      return rule;
    }
    Map<Double, Map<Double, Integer>> votes = new HashMap<>();
    double[] from = numbers(table.column(d.from()));
    double[] to = numbers(table.column(d.to()));
    for (int row = 0; row < from.length; row++) {
      if (!Double.isNaN(from[row])) {
        votes.computeIfAbsent(from[row], v -> new HashMap<>()).merge(to[row], 1, Integer::sum);
      }
    }
    double[] values = votes.keySet().stream().mapToDouble(v -> v).sorted().toArray();
    double[] images = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int most = 0;
      for (Map.Entry<Double, Integer> vote : votes.get(values[i]).entrySet()) {
        if (vote.getValue() > most) {
          most = vote.getValue();
          images[i] = vote.getKey();
        }
      }
    }
    return new Rule.Determines(d.text(), d.from(), d.to(), values, images);
  }

  /** Numbers, or codes of labels; NaN for missing. */
  static double[] numbers(Column column) {
    if (column instanceof NumericColumn numbers) {
      double[] values = numbers.values().clone();
      Arrays.setAll(values, i -> Double.isNaN(values[i]) ? Double.NaN : values[i]);
      return values;
    }
    int[] codes = ((CategoricalColumn) column).codes();
    return Arrays.stream(codes).mapToDouble(c -> c < 0 ? Double.NaN : c).toArray();
  }

  /** Orders first, then what is determined, then formulas, each after those that it looks at. */
  private static List<Rule> ordered(Schema schema, List<Rule> rules) {
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
    Set<Integer> under = new HashSet<>();
    for (Rule rule : rules) {
      if (!(rule instanceof Rule.AtMost)) {
        place(schema, rule, following, under, ordered);
      }
    }
    return List.copyOf(ordered);
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

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** As they are written, in the order in which they are made true. */
  public List<String> texts() {
    return rules.stream().map(Rule::text).toList();
  }

  /** Names of the columns whose cells may be changed. */
  public Set<String> changes() {
    Set<String> names = new TreeSet<>();
    for (Rule rule : rules) {
      rule.changes().forEach(c -> names.add(schema.column(c).name()));
    }
    return names;
  }

  /** Share of the rows of a table that break each rule, in the order of {@link #texts}. */
  public double[] broken(Table table) {
    Work work = new Work(table);
    double[] broken = new double[rules.size()];
    for (int r = 0; r < broken.length; r++) {
      for (int row = 0; row < table.rows(); row++) {
        broken[r] += work.holds(rules.get(r), row) ? 0 : 1.0 / table.rows();
      }
    }
    return broken;
  }

  /** The rows with all rules made true. */
  public Table applied(Table rows) {
    Work work = new Work(rows);
    for (int row = 0; row < rows.rows(); row++) {
      work.apply(row);
    }
    return work.table();
  }

  /** The cells of some rows. */
  private final class Work {
    private final Table rows;
    private final double[][] cells;

    Work(Table rows) {
      this.rows = rows;
      this.cells = new double[rows.width()][];
      for (Rule rule : rules) {
        Set<Integer> needed = new HashSet<>(rule.changes());
        if (rule instanceof Rule.Determines d) {
          needed.add(d.from());
        }
        needed.forEach(c -> cells[c] = cells[c] == null ? numbers(rows.column(c)) : cells[c]);
      }
    }

    void apply(int row) {
      order(row);
      double[] were = new double[cells.length];
      for (int c = 0; c < cells.length; c++) {
        were[c] = cells[c] == null ? 0 : cells[c][row];
      }
      if (!compute(row)) {
        drawIn(row, were);
      }
    }

    private void order(int row) {
      boolean sorted = false;
      while (!sorted) { // ends: each swap takes an inversion away, and orders make no circle
        sorted = true;
        for (Rule rule : rules) {
          if (rule instanceof Rule.AtMost order && !holds(order, row)) {
            double low = cells[order.low()][row];
            cells[order.low()][row] = cells[order.high()][row];
            cells[order.high()][row] = low;
            sorted = false;
          }
        }
      }
    }

    private boolean known(Rule.Formula f, int row) {
      boolean known = !Double.isNaN(cells[f.target()][row]);
      for (int input : f.inputs()) {
        known &= !Double.isNaN(cells[input][row]);
      }
      return known;
    }

    /** Looks up and computes what follows; whether no result is out of its column's bounds. */
    private boolean compute(int row) {
      boolean inside = true;
      for (Rule rule : rules) {
        if (rule instanceof Rule.Determines d) {
          int at = Arrays.binarySearch(d.values(), cells[d.from()][row]);
          if (at >= 0) {
            cells[d.to()][row] = d.images()[at];
          }
        } else if (rule instanceof Rule.Formula f && known(f, row)) {
          double exact = f.expression().of(c -> cells[c][row]);
          inside &= inside(f.target(), exact);
          double value = Double.isFinite(exact) ? exact : middles[f.target()];
          cells[f.target()][row] = grid(f.target()).nearest(value);
        }
      }
      return inside;
    }

    /**
     * Draws what formulas start from to the middle of its columns, until results are in bounds. A
     * row where that does not help either stays as near to the rules as it was.
     */
    private void drawIn(int row, double[] were) {
      if (!drawnIn(row, were, 1)) {
        drawnIn(row, were, 0);
        return;
      }
      double least = 0;
      double most = 1;
      for (int i = 0; i < HALVINGS; i++) {
        double part = (least + most) / 2;
        if (drawnIn(row, were, part)) {
          most = part;
        } else {
          least = part;
        }
      }
      drawnIn(row, were, most);
    }

    private boolean drawnIn(int row, double[] were, double part) {
      for (int c = 0; c < cells.length; c++) {
        if (cells[c] != null) {
          cells[c][row] = were[c];
        }
      }
      for (int c : roots) {
        cells[c][row] = grid(c).nearest(were[c] + part * (middles[c] - were[c]));
      }
      order(row);
      return compute(row);
    }

    private boolean inside(int column, double value) {
      double slack = tolerance(column, value);
      return Double.isFinite(value)
          && !(value < schema.column(column).min() - slack)
          && !(value > schema.column(column).max() + slack);
    }

    private double tolerance(int column, double value) {
      return Math.max(grid(column).step() * .500001, 1e-9 * Math.abs(value));
    }

    private ValueGrid grid(int column) {
      return schema.column(column).numeric().grid();
    }

    boolean holds(Rule rule, int row) {
      if (rule instanceof Rule.AtMost order) {
        return !(cells[order.low()][row] > cells[order.high()][row]);
      }
      if (rule instanceof Rule.Determines d) {
        int at = Arrays.binarySearch(d.values(), cells[d.from()][row]);
        double value = cells[d.to()][row];
        return at < 0 || value == d.images()[at] || Double.isNaN(value);
      }
      Rule.Formula f = (Rule.Formula) rule;
      double exact = known(f, row) ? f.expression().of(c -> cells[c][row]) : Double.NaN;
      double value = cells[f.target()][row];
      return Double.isNaN(exact)
          || Math.abs(exact - value) <= tolerance(f.target(), exact)
          || grid(f.target()).nearest(exact) == value && inside(f.target(), exact);
    }

    Table table() {
      Table out = rows;
      for (int c = 0; c < cells.length; c++) {
        if (cells[c] != null) {
          out = out.with(column(rows.column(c), cells[c]));
        }
      }
      return out;
    }

    /** Cells that did not change are as they were, missing ones by their own text. */
    private Column column(Column was, double[] numbers) {
      if (was instanceof NumericColumn old) {
        double[] values = old.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] = Double.isNaN(numbers[i]) ? missing(values[i]) : numbers[i];
        }
        return NumericColumn.of(was.schema(), values);
      }
      int[] codes = new int[numbers.length];
      Arrays.setAll(codes, i -> Double.isNaN(numbers[i]) ? -1 : (int) numbers[i]);
      return CategoricalColumn.of(was.schema(), codes);
    }

    private static double missing(double was) {
      return Double.isNaN(was) ? was : Double.NaN;
    }
  }

  /** All that is needed to make them true again. */
  public String toJson() {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode all = root.putArray("rules");
    for (Rule rule : rules) {
      ObjectNode one = all.addObject();
      one.put("rule", rule.text());
      if (rule instanceof Rule.Determines d) {
        ArrayNode values = one.putArray("values");
        ArrayNode images = one.putArray("images");
        for (int i = 0; i < d.values().length; i++) {
          values.add(d.values()[i]);
          images.add(
              Double.isNaN(d.images()[i])
                  ? null
                  : MAPPER.getNodeFactory().numberNode(d.images()[i]));
        }
      }
    }
    ArrayNode middle = root.putArray("middles");
    for (double value : middles) {
      middle.add(value);
    }
    return root.toString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is damaged or says something impossible
   */
  public static Rules fromJson(String json, Schema schema, String sourceName) {
    try {
      JsonNode root = MAPPER.readTree(json);
      double[] middles = numbers(root.path("middles"));
      if (middles.length != schema.size() || !Arrays.stream(middles).allMatch(Double::isFinite)) {
        throw damaged(sourceName, "it needs a number for each column", null);
      }
      List<Rule> rules = new ArrayList<>();
      for (JsonNode one : root.path("rules")) {
        Rule rule = RuleText.parse(one.path("rule").asText(), schema);
        if (rule instanceof Rule.Determines d) {
          double[] values = numbers(one.path("values"));
          double[] images = numbers(one.path("images"));
          for (int i = 0; i < values.length; i++) {
            boolean rising = Double.isFinite(values[i]) && (i == 0 || values[i] > values[i - 1]);
            if (images.length != values.length || !rising || !allowed(schema, d.to(), images[i])) {
              throw damaged(sourceName, "a rule determines what cannot be", null);
            }
          }
          rule = new Rule.Determines(d.text(), d.from(), d.to(), values, images);
        }
        rules.add(rule);
      }
      return new Rules(schema, rules, middles);
    } catch (JsonProcessingException e) {
      throw damaged(sourceName, "this is no JSON", e);
    }
  }

  private static boolean allowed(Schema schema, int column, double image) {
    ColumnSchema own = schema.column(column);
    if (Double.isNaN(image)) {
      return own.nullable();
    }
    return own.type().isNumeric()
        ? own.numeric().grid().nearest(image) == image
        : image == Math.rint(image) && image >= 0 && image < own.categories().size();
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).isNumber() ? array.get(i).doubleValue() : Double.NaN;
    }
    return values;
  }

  private static DataException damaged(String source, String problem, Exception cause) {
    return DataException.builder(problem)
        .source(source)
        .remedy("the file is damaged or was changed by hand; make it again")
        .cause(cause)
        .build();
  }
}
