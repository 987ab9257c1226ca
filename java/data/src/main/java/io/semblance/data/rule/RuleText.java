package io.semblance.data.rule;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads rules.
 *
 * <pre>
 * rule       := column "=" expression | column "&lt;=" column | column "determines" column
 *             | column "&lt;=" number | column ">=" number | "one of" column column { column }
 *             | "combinations of" column column { column } | "key of" column { column }
 *             | column "matches" regular expression
 * expression := product { ( "+" | "-" ) product }
 * product    := factor { ( "*" | "/" ) factor }
 * factor     := number | column | "-" factor | "(" expression ")"
 * column     := a word, or "any text" in double quotes
 * </pre>
 */
final class RuleText {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:\"((?:[^\"]++|\"\")*+)\"|(<=|>=|[=+*/()-])|([^\\s=+*/()<>\"-]+))");
  private static final Pattern MATCHES =
      Pattern.compile(
          "\\s*(\"(?:[^\"]++|\"\")*+\"|[^\\s\"]\\S*)\\s+matches\\s+(\\S.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?|\\.\\d+");

  /** Factors of a rule: more than anyone writes, fewer than a stack holds. */
  private static final int DEEPEST = 500;

  private final Schema schema;
  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final List<Boolean> quoted = new ArrayList<>();
  private int at;
  private int depth;

  /** What follows "matches"; null for other rules. */
  private final String form;

  private RuleText(Schema schema, String text) {
    this.schema = schema;
    this.text = text;
    Matcher matches = MATCHES.matcher(text);
    this.form = matches.matches() ? matches.group(2) : null;
    String words = form == null ? text : matches.group(1);
    Matcher matcher = TOKEN.matcher(words);
    int end = 0;
    while (end < words.length() && !words.substring(end).isBlank()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw fault("character " + (end + 1) + " begins nothing that can be read");
      }
      boolean name = matcher.group(1) != null;
      quoted.add(name);
      tokens.add(name ? matcher.group(1).replace("\"\"", "\"") : matcher.group().strip());
      end = matcher.end();
    }
  }

  /** What a rule says, but for what a determining column determines. */
  static Rule parse(String text, Schema schema) {
    return new RuleText(schema, text).rule();
  }

  /** The name of a column as a rule says it. */
  static String quoted(String name) {
    boolean plain = name.matches("[^\\s=+*/()<>\",-]+") && !name.matches("[\\d.]+");
    return plain && !name.equalsIgnoreCase("determines")
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private DataException fault(String problem) {
    return DataException.builder(problem + " in the rule \"" + text + "\"")
        .remedy(
            "write for example: total = quantity * price, or start <= end, or age >= 18 (not >), or zip"
                + " determines city, or one of red green blue, or combinations of make model, or key of"
                + " patient visit, or code matches '[A-Z]\\d+';"
                + " names with blanks or signs stand in double quotes")
        .build();
  }

  private boolean take(String word) {
    boolean found = at < tokens.size() && !quoted.get(at) && tokens.get(at).equalsIgnoreCase(word);
    at += found ? 1 : 0;
    return found;
  }

  private Rule rule() {
    if (at + 1 < tokens.size() && tokens.get(at + 1).equalsIgnoreCase("of")) {
      if (take("one")) {
        take("of");
        return oneOf();
      }
      if (take("combinations")) {
        take("of");
        return combinations();
      }
      if (take("key")) {
        take("of");
        return new Rule.Unique(text, columns("key of", 1));
      }
    }
    int first = column();
    if (form != null) {
      return matches(first);
    }
    if (take("<=")) {
      return bound(first, Double.NEGATIVE_INFINITY, false).orElseGet(() -> order(first, column()));
    }
    if (take(">=")) {
      return bound(first, Double.POSITIVE_INFINITY, true).orElseGet(() -> order(column(), first));
    }
    if (take("determines")) {
      int second = column();
      end();
      noIdentifier(first);
      noIdentifier(second);
      if (first == second) {
        throw fault("a column determines itself");
      }
      return new Rule.Determines(text, first, second, new double[0], new double[0]);
    }
    if (!take("=")) {
      throw fault("neither =, <=, >=, determines nor matches follows the first column");
    }
    number(first);
    Expression expression = sum();
    end();
    Set<Integer> inputs = new TreeSet<>();
    expression.columns(inputs);
    inputs.forEach(this::number);
    if (inputs.contains(first) || inputs.isEmpty()) {
      throw fault(inputs.isEmpty() ? "no column is on the right" : "a column follows from itself");
    }
    return new Rule.Formula(text, first, expression, inputs);
  }

  /** A number follows, and is the bound. */
  private Optional<Rule> bound(int column, double other, boolean least) {
    int sign = at < tokens.size() && !quoted.get(at) && tokens.get(at).equals("-") ? 1 : 0;
    int place = at + sign;
    if (place + 1 != tokens.size()
        || quoted.get(place)
        || schema.has(tokens.get(place))
        || !NUMBER.matcher(tokens.get(place)).matches()) {
      return Optional.empty();
    }
    number(column);
    if (schema.column(column).type() != ColumnType.NUMBER
        && schema.column(column).type() != ColumnType.INTEGER) {
      throw fault("'" + schema.column(column).name() + "' is no plain number, and has no bounds");
    }
    double value = Double.parseDouble(tokens.get(place)) * (sign == 1 ? -1 : 1);
    ColumnSchema own = schema.column(column);
    if (least ? value > own.max() : value < own.min()) {
      throw fault("no row of the table has such a '" + own.name() + "'");
    }
    return Optional.of(
        least
            ? new Rule.Between(text, column, value, other)
            : new Rule.Between(text, column, other, value));
  }

  private Rule oneOf() {
    List<Integer> columns = columns("one of", 2);
    for (int column : columns) {
      if (Indicator.of(schema.column(column)) == null) {
        throw fault(
            "column '"
                + schema.column(column).name()
                + "' does not hold zeros and ones, or no and yes,");
      }
    }
    return new Rule.OneOf(
        text, columns, columns.stream().map(c -> Indicator.of(schema.column(c))).toList());
  }

  private Rule combinations() {
    List<Integer> columns = columns("combinations of", 2);
    columns.forEach(this::noIdentifier);
    return new Rule.Combinations(text, columns, Set.of());
  }

  /** The columns that follow, each once. */
  private List<Integer> columns(String after, int least) {
    List<Integer> columns = new ArrayList<>();
    while (at < tokens.size()) {
      int column = column();
      if (columns.contains(column)) {
        throw fault("column '" + schema.column(column).name() + "' stands twice");
      }
      columns.add(column);
    }
    if (columns.size() < least) {
      throw fault(
          (least == 1 ? "a column is" : "two columns at least are")
              + " needed after \""
              + after
              + "\"");
    }
    return columns;
  }

  private void noIdentifier(int column) {
    if (schema.column(column).type() == ColumnType.ID) {
      throw fault(
          "column '" + schema.column(column).name() + "' holds identifiers, which are made anew,");
    }
  }

  private Rule matches(int column) {
    end();
    ColumnSchema own = schema.column(column);
    if (own.type() != ColumnType.CATEGORY && own.type() != ColumnType.BOOLEAN) {
      throw fault(
          own.type() == ColumnType.ID
              ? "column '"
                  + own.name()
                  + "' holds identifiers, which are made anew in the table's forms,"
              : "column '" + own.name() + "' holds no labels");
    }
    boolean bare = form.length() < 2 || !form.startsWith("'") || !form.endsWith("'");
    Pattern pattern;
    try {
      pattern = Pattern.compile(bare ? form.strip() : form.substring(1, form.length() - 1));
    } catch (PatternSyntaxException e) {
      throw fault("the regular expression cannot be read (" + e.getDescription() + ")");
    }
    return new Rule.Matches(text, column, pattern, new boolean[0]);
  }

  private Rule order(int low, int high) {
    end();
    ColumnSchema a = schema.column(low);
    ColumnSchema b = schema.column(high);
    if (low == high
        || !a.type().isNumeric()
        || !b.type().isNumeric()
        || a.type().axis() != b.type().axis()) {
      throw fault("two columns of numbers, or two of dates, are needed to compare");
    }
    return new Rule.AtMost(text, low, high);
  }

  private void end() {
    if (at < tokens.size()) {
      throw fault("\"" + tokens.get(at) + "\" is too much");
    }
  }

  private int column() {
    if (at == tokens.size()) {
      throw fault("a column is missing at the end");
    }
    return schema.indexOf(tokens.get(at++));
  }

  private void number(int column) {
    if (!schema.column(column).type().isNumeric()) {
      throw fault("column '" + schema.column(column).name() + "' holds no numbers");
    }
  }

  private Expression sum() {
    Expression sum = product();
    while (at < tokens.size()) {
      if (take("+")) {
        sum = new Expression.Pair('+', sum, product());
      } else if (take("-")) {
        sum = new Expression.Pair('-', sum, product());
      } else {
        break;
      }
    }
    return sum;
  }

  private Expression product() {
    Expression product = factor();
    while (at < tokens.size()) {
      if (take("*")) {
        product = new Expression.Pair('*', product, factor());
      } else if (take("/")) {
        product = new Expression.Pair('/', product, factor());
      } else {
        break;
      }
    }
    return product;
  }

  private Expression factor() {
    if (++depth > DEEPEST) {
      throw fault("too many signs and brackets stand");
    }
    if (take("-")) {
      return new Expression.Pair('-', new Expression.Constant(0), factor());
    }
    if (take("(")) {
      Expression inside = sum();
      if (!take(")")) {
        throw fault("a bracket is not closed");
      }
      return inside;
    }
    if (at < tokens.size() && !quoted.get(at) && NUMBER.matcher(tokens.get(at)).matches()) {
      return new Expression.Constant(Double.parseDouble(tokens.get(at++)));
    }
    return new Expression.Cell(column());
  }
}
