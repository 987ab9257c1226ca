package io.semblance.data.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions as people write them.
 *
 * <pre>
 * condition := term { "and" term }
 * term      := column ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) value
 *            | column "between" value "and" value
 *            | column [ "not" ] "in" "(" value { "," value } ")"
 *            | column "is" [ "not" ] "missing"
 * column    := a word, or "any text" in double quotes
 * value     := a word, or 'any text' in single quotes; a quote inside is written twice
 * </pre>
 *
 * <p>Words of the grammar are read in any case. Values are written as the table writes them, dates
 * and numbers included. The same as JSON: {@code {"age": {"from": 30, "to": 40}, "city": ["A",
 * "B"], "pm25": null}}; a single value is a list of one.
 */
public final class ConditionText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:'((?:[^']++|'')*+)'|\"((?:[^\"]++|\"\")*+)\"|(<=|>=|!=|<>|[=<>(),])|([^\\s=<>!(),'\"]+))");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Schema schema;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Condition.Builder built = Condition.builder();
  private int at;

  /**
   * A part of the text.
   *
   * @param kind ' for a text, " for a column, o for a sign, w for a word
   */
  private record Token(char kind, String text, int position) {
    boolean is(String word) {
      return (kind == 'w' || kind == 'o') && text.equalsIgnoreCase(word);
    }
  }

  private ConditionText(Schema schema, String text) {
    this.schema = schema;
    this.text = text;
  }

  /**
   * Reads a condition on rows of a schema.
   *
   * @throws DataException if it cannot be read, names a column that does not exist, or cannot be
   *     satisfied
   */
  public static Condition parse(String text, Schema schema) {
    ConditionText reader = new ConditionText(schema, text);
    if (text.stripLeading().startsWith("{")) {
      reader.json();
    } else {
      reader.split();
      reader.terms();
    }
    Condition condition = reader.built.build();
    condition.check(schema);
    return condition;
  }

  private DataException fault(String problem, String remedy) {
    return DataException.builder(problem + " in the condition \"" + text + "\"")
        .remedy(remedy)
        .build();
  }

  private void split() {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && !text.substring(end).isBlank()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw fault(
            "character " + (end + 1) + " begins nothing that can be read",
            "close quotes, and put values with blanks into single quotes");
      }
      int position = end + 1;
      if (matcher.group(1) != null) {
        tokens.add(new Token('\'', matcher.group(1).replace("''", "'"), position));
      } else if (matcher.group(2) != null) {
        tokens.add(new Token('"', matcher.group(2).replace("\"\"", "\""), position));
      } else if (matcher.group(3) != null) {
        tokens.add(new Token('o', matcher.group(3), position));
      } else {
        tokens.add(new Token('w', matcher.group(4), position));
      }
      end = matcher.end();
    }
  }

  private Token next(String wanted) {
    if (at == tokens.size()) {
      throw fault(wanted + " is missing at the end", "write for example: age between 30 and 40");
    }
    return tokens.get(at++);
  }

  private boolean take(String word) {
    boolean found = at < tokens.size() && tokens.get(at).is(word);
    at += found ? 1 : 0;
    return found;
  }

  private void require(String word) {
    Token token = next("\"" + word + "\"");
    if (!token.is(word)) {
      throw unexpected(token, "\"" + word + "\"");
    }
  }

  private DataException unexpected(Token token, String wanted) {
    String remedy =
        token.is("or")
            ? "ask for alternatives of one column by in (...), others by a second --where"
            : "write for example: age between 30 and 40 and city in ('A', 'B') and pm25 is missing";
    return fault(
        "at character "
            + token.position
            + " stands \""
            + token.text
            + "\" where "
            + wanted
            + " is expected",
        remedy);
  }

  private void terms() {
    do {
      term();
    } while (take("and"));
    if (at < tokens.size()) {
      throw unexpected(tokens.get(at), "\"and\" or the end");
    }
  }

  private void term() {
    Token name = next("the name of a column");
    if (name.kind == 'o' || name.kind == '\'') {
      throw unexpected(name, "the name of a column");
    }
    ColumnSchema column = schema.column(schema.indexOf(name.text));
    boolean not = take("not");
    if (take("in")) {
      among(column, values(), not);
    } else if (not) {
      throw unexpected(next("\"in\""), "\"in\"");
    } else if (take("is")) {
      boolean present = take("not");
      Token missing = next("\"missing\"");
      if (!missing.is("missing") && !missing.is("null")) {
        throw unexpected(missing, "\"missing\"");
      }
      missing(column, present);
    } else if (take("between")) {
      String least = value();
      require("and");
      built.between(column.name(), number(column, least), number(column, value()));
    } else {
      compare(column, next("=, <, between, in or is"));
    }
  }

  private String value() {
    Token token = next("a value");
    if (token.kind == 'o') {
      throw unexpected(token, "a value");
    }
    return token.text;
  }

  private List<String> values() {
    require("(");
    List<String> values = new ArrayList<>();
    do {
      values.add(value());
    } while (take(","));
    require(")");
    return values;
  }

  private void compare(ColumnSchema column, Token sign) {
    String name = column.name();
    if (sign.is("=")) {
      among(column, List.of(value()), false);
    } else if (sign.is("!=") || sign.is("<>")) {
      among(column, List.of(value()), true);
    } else if (sign.is("<=")) {
      built.atMost(name, number(column, value()));
    } else if (sign.is(">=")) {
      built.atLeast(name, number(column, value()));
    } else if (sign.is("<")) {
      built.atMost(name, beyond(column, number(column, value()), -1));
    } else if (sign.is(">")) {
      built.atLeast(name, beyond(column, number(column, value()), 1));
    } else {
      throw unexpected(sign, "=, <, between, in or is");
    }
  }

  /** The next value up or down. */
  private static double beyond(ColumnSchema column, double bound, int direction) {
    double step = column.numeric().grid().step();
    if (column.type() == ColumnType.INTEGER) {
      return direction > 0 ? Math.floor(bound) + 1 : Math.ceil(bound) - 1;
    }
    if (step > 0) {
      double near = column.numeric().grid().nearest(bound);
      if ((near - bound) * direction > step * 1e-6) {
        return near;
      }
      double next = column.numeric().grid().nearest(bound + direction * step);
      return (next - bound) * direction > step / 4 ? next : bound + direction * step;
    }
    return direction > 0 ? Math.nextUp(bound) : Math.nextDown(bound);
  }

  private void missing(ColumnSchema column, boolean present) {
    if (present) {
      built.present(column);
    } else {
      built.missing(column.name());
    }
  }

  private void among(ColumnSchema column, List<String> values, boolean not) {
    if (column.type().isNumeric()) {
      if (not || values.size() > 1) {
        throw fault(
            "column '" + column.name() + "' holds numbers, of which a single range can be asked,",
            "ask for = a number, <, > or between; for several numbers use --where several times");
      }
      built.equal(column.name(), number(column, values.get(0)));
      return;
    }
    List<String> known = column.categories();
    for (String value : values) {
      if (column.type() != ColumnType.ID && !known.contains(value)) {
        String some = String.join(", ", known.subList(0, Math.min(10, known.size())));
        throw DataException.builder("it has no label " + value)
            .column(column.name())
            .remedy("its labels are " + some + (known.size() > 10 ? ", ..." : ""))
            .build();
      }
    }
    String[] asked =
        not
            ? known.stream().filter(label -> !values.contains(label)).toArray(String[]::new)
            : values.stream().distinct().toArray(String[]::new);
    built.oneOf(column.name(), asked);
  }

  private double number(ColumnSchema column, String value) {
    if (!column.type().isNumeric()) {
      throw fault(
          "column '" + column.name() + "' holds labels, which have no order,",
          "ask for = a label or in (...)");
    }
    double read = column.numeric().reader().read(value);
    if (Double.isNaN(read)) {
      throw fault(
          "\"" + value + "\" is no value of column '" + column.name() + "'",
          "write it as the table does; " + column.numeric().expected());
    }
    return read;
  }

  private void json() {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw fault(
          "no JSON can be read", "write for example: {\"age\": {\"from\": 30, \"to\": 40}}");
    }
    for (var entry : root.properties()) {
      ColumnSchema column = schema.column(schema.indexOf(entry.getKey()));
      JsonNode asked = entry.getValue();
      if (asked.isNull()) {
        missing(column, false);
      } else if (asked.isObject()) {
        range(column, asked);
      } else {
        List<String> values = new ArrayList<>();
        (asked.isArray() ? asked : List.of(asked)).forEach(v -> values.add(v.asText()));
        among(column, values, false);
      }
    }
  }

  private void range(ColumnSchema column, JsonNode asked) {
    if (asked.isEmpty()) {
      throw fault(
          "nothing is asked of column '" + column.name() + "'",
          "write for example: {\"age\": {\"from\": 30, \"to\": 40}}");
    }
    for (var bound : asked.properties()) {
      String value = bound.getValue().asText();
      switch (bound.getKey().toLowerCase(Locale.ROOT)) {
        case "from" -> built.atLeast(column.name(), number(column, value));
        case "to" -> built.atMost(column.name(), number(column, value));
        default ->
            throw fault(
                "\"" + bound.getKey() + "\" is neither \"from\" nor \"to\"",
                "write for example: {\"age\": {\"from\": 30, \"to\": 40}}");
      }
    }
  }
}
