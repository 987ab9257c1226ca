package io.semblance.data.rule;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Rules of a table, which can be made true in any rows with its columns. Immutable.
 *
 * <pre>{@code
 * Rules rules = Rules.of(List.of("total = quantity * price", "start <= end"), table);
 * Table rows = rules.applied(drawn);
 * }</pre>
 *
 * <p>Of two numbers in the wrong order each takes the other's place; what is determined is looked
 * up; what follows from a formula is computed, to the decimals of its column. Combinations and
 * forms of labels change nothing; rows that break them are to be drawn anew, and so are those that
 * repeat a key: {@link #keys}. A row in which a cell that a rule names is missing keeps that rule
 * as it is.
 */
public final class Rules {
  /** In the place of a rule: all rules that hold in the table. */
  public static final String FOUND = "found";

  /** In the place of all rules: there are none. */
  public static final String NONE = "none";

  /** More that are found are left out: nobody reads them, and each row is looked at for each. */
  private static final int MOST_FOUND = 200;

  /** Combinations that are always few, the most that are kept, and rows that each must have. */
  private static final int FEW_SEEN = 50;

  private static final int MOST_SEEN = 100_000;
  private static final int ROWS_EACH = 5;

  private final Schema schema;
  private final List<Rule> rules;

  /** Columns that formulas start from: no rule says what they are. */
  private final Set<Integer> roots = new TreeSet<>();

  private final RuleBounds bounds;

  /** Of each column of numbers one in the middle: what inputs are drawn to. */
  private final double[] middles;

  Rules(Schema schema, List<Rule> rules, double[] middles) {
    this.schema = schema;
    this.rules = RuleOrder.of(schema, rules);
    this.bounds = RuleBounds.of(schema, this.rules);
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
   * @param texts see {@code docs/conditions.md}; {@code found} stands for all that hold in the
   *     table
   * @throws DataException if one cannot be read, names a column that does not exist, or contradicts
   *     another
   */
  public static Rules of(List<String> texts, Table table) {
    List<Rule> rules = new ArrayList<>();
    boolean found = false;
    for (String text : texts) {
      if (text.strip().equalsIgnoreCase(FOUND)) {
        found = true;
      } else {
        rules.add(learnt(RuleText.parse(text.strip(), table.schema()), table));
      }
    }
    for (String text : found ? RuleFinder.find(table) : List.<String>of()) {
      Rule rule = learnt(RuleText.parse(text, table.schema()), table);
      if (!holds(rule, table)) {
        continue; // it was found in a part of the rows
      }
      List<Rule> more = new ArrayList<>(rules);
      more.add(rule);
      if (fit(table.schema(), more) && rules.size() < MOST_FOUND) {
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

  /** The rule that the key of several columns of a schema is; empty if it has none. */
  public static Optional<String> ofKey(Schema schema) {
    return schema.key().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "key of " + String.join(" ", schema.key().stream().map(RuleText::quoted).toList()));
  }

  private static boolean holds(Rule rule, Table table) {
    RuleBounds none = RuleBounds.of(table.schema(), List.of());
    RuledRows work =
        new RuledRows(table.schema(), List.of(rule), none, Set.of(), new double[0], table);
    return IntStream.range(0, table.rows()).allMatch(row -> work.holds(rule, row));
  }

  private static boolean fit(Schema schema, List<Rule> rules) {
    try {
      RuleBounds.of(schema, RuleOrder.of(schema, rules));
      return true;
    } catch (DataException e) {
      return false;
    }
  }

  private static Rule learnt(Rule rule, Table table) {
    if (rule instanceof Rule.OneOf group) {
      double[] sums = new double[table.width()];
      for (int column : group.columns()) {
        double yes = Indicator.of(table.column(column).schema()).yes();
        sums[column] = Arrays.stream(numbers(table.column(column))).filter(v -> v == yes).count();
      }
      List<Integer> byShare = new ArrayList<>(group.columns());
      byShare.sort((a, b) -> Double.compare(sums[b], sums[a]));
      return new Rule.OneOf(
          group.text(),
          byShare,
          byShare.stream().map(c -> Indicator.of(table.schema().column(c))).toList());
    }
    if (rule instanceof Rule.Combinations together) {
      return seen(together, table);
    }
    if (rule instanceof Rule.Matches form) {
      return matching(form, table.schema().column(form.column()));
    }
    return rule instanceof Rule.Determines d ? determined(d, table) : rule;
  }

  private static Rule matching(Rule.Matches rule, ColumnSchema column) {
    boolean[] matching = new boolean[column.categories().size()];
    boolean any = false;
    for (int code = 0; code < matching.length; code++) {
      matching[code] = rule.form().matcher(column.categories().get(code)).matches();
      any |= matching[code];
    }
    if (!any) {
      throw DataException.builder("no label has the form of the rule \"" + rule.text() + "\"")
          .column(column.name())
          .remedy("the regular expression must match labels from their beginning to their end")
          .build();
    }
    return new Rule.Matches(rule.text(), rule.column(), rule.form(), matching);
  }

  private static Rule seen(Rule.Combinations together, Table table) {
    List<double[]> cells = together.columns().stream().map(c -> numbers(table.column(c))).toList();
    Set<List<Double>> seen = new HashSet<>();
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      List<Double> cell = cells.stream().map(values -> values[at]).toList();
      if (cell.stream().noneMatch(v -> v.isNaN())) {
        seen.add(cell);
      }
    }
    if (seen.size() > Math.max(FEW_SEEN, Math.min(MOST_SEEN, table.rows() / ROWS_EACH))) {
      throw DataException.builder(
              String.format(
                  Locale.ROOT,
                  "the rule \"%s\" would keep %,d combinations of %,d rows, nearly the rows"
                      + " themselves",
                  together.text(),
                  seen.size(),
                  table.rows()))
          .remedy("name fewer columns, or such as have fewer values")
          .build();
    }
    return new Rule.Combinations(together.text(), together.columns(), Set.copyOf(seen));
  }

  private static Rule determined(Rule.Determines d, Table table) {
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

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The same without some of them. */
  public Rules without(Set<String> texts) {
    return new Rules(
        schema, rules.stream().filter(rule -> !texts.contains(rule.text())).toList(), middles);
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

  /** Names of the columns of each key, of which no two rows of a table may have the same cells. */
  public List<List<String>> keys() {
    return keys(rules);
  }

  /** Whether a rule, as it is written, is about all rows together, and not about each. */
  public boolean isKey(String text) {
    return rules.stream().anyMatch(r -> r instanceof Rule.Unique && r.text().equals(text));
  }

  private List<List<String>> keys(List<Rule> of) {
    List<List<String>> keys = new ArrayList<>();
    for (Rule rule : of) {
      if (rule instanceof Rule.Unique key) {
        keys.add(key.columns().stream().map(c -> schema.column(c).name()).toList());
      }
    }
    return keys;
  }

  /** Share of the rows of a table that break each rule, in the order of {@link #texts}. */
  public double[] broken(Table table) {
    RuledRows work = new RuledRows(schema, rules, bounds, roots, middles, table);
    double[] broken = new double[rules.size()];
    for (int r = 0; r < broken.length; r++) {
      Rule rule = rules.get(r);
      SeenKeys seen = new SeenKeys(keys(List.of(rule)));
      for (int row = 0; row < table.rows(); row++) {
        broken[r] += work.holds(rule, row) && seen.add(table, row) ? 0 : 1.0 / table.rows();
      }
    }
    return broken;
  }

  /**
   * Refuses a condition that no row which keeps the rules can satisfy, as far as one rule says so.
   *
   * @throws DataException naming the rule
   */
  public void check(Condition condition) {
    for (Rule rule : rules) {
      if (!RuleCheck.possible(rule, schema, condition)) {
        throw DataException.builder(
                "no row that keeps the rule \"" + rule.text() + "\" satisfies " + condition)
            .remedy("ask for something else, or fit without the rule")
            .build();
      }
    }
  }

  /** The rows of a table within the bounds, and with labels of the forms, that rules lay down. */
  public Table asAsked(Table table) {
    List<Rule> asked = rules.stream().filter(Rules::selects).toList();
    RuledRows work = new RuledRows(schema, asked, bounds, Set.of(), middles, table);
    int[] inside =
        IntStream.range(0, table.rows())
            .filter(row -> asked.stream().allMatch(rule -> work.holds(rule, row)))
            .toArray();
    return inside.length == table.rows() ? table : table.select(inside);
  }

  /** Those by which {@link #asAsked} leaves rows out. */
  public List<String> selecting() {
    return rules.stream().filter(Rules::selects).map(Rule::text).toList();
  }

  private static boolean selects(Rule rule) {
    return rule instanceof Rule.Between || rule instanceof Rule.Matches;
  }

  /** Places of the rows of a table that, each by itself, break any of the rules. */
  public int[] breaking(Table table) {
    RuledRows work = new RuledRows(schema, rules, bounds, roots, middles, table);
    return IntStream.range(0, table.rows())
        .filter(row -> rules.stream().anyMatch(rule -> !work.holds(rule, row)))
        .toArray();
  }

  /**
   * The rows with all rules made true, but for those where they leave no cell that its column could
   * hold; see {@link #breaking}.
   */
  public Table applied(Table rows) {
    RuledRows work = new RuledRows(schema, rules, bounds, roots, middles, rows);
    for (int row = 0; row < rows.rows(); row++) {
      work.apply(row);
    }
    return work.table();
  }

  /** All that is needed to make them true again. */
  public String toJson() {
    return RulesJson.write(rules, middles);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is damaged or says something impossible
   */
  public static Rules fromJson(String json, Schema schema, String sourceName) {
    return RulesJson.read(json, schema, sourceName);
  }
}
