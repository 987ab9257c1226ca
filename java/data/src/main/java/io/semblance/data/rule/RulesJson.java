package io.semblance.data.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules in a model file, which may be broken or hostile. */
final class RulesJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RulesJson() {}

  static String write(List<Rule> rules, double[] middles) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode all = root.putArray("rules");
    for (Rule rule : rules) {
      ObjectNode one = all.addObject();
      one.put("rule", rule.text());
      if (rule instanceof Rule.Matches form) {
        ArrayNode labels = one.putArray("matching");
        for (boolean matching : form.matching()) {
          labels.add(matching);
        }
      }
      if (rule instanceof Rule.Combinations together) {
        ArrayNode seen = one.putArray("combinations");
        together.seen().stream()
            .sorted(RulesJson::compare)
            .forEach(cells -> cells.forEach(seen.addArray()::add));
      }
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
   * Reads what {@link #write} wrote.
   *
   * @throws DataException when the text is damaged or says something impossible
   */
  static Rules read(String json, Schema schema, String sourceName) {
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
        if (rule instanceof Rule.Matches form) {
          JsonNode labels = one.path("matching"); // not matched anew: the form may be hostile
          boolean[] matching = new boolean[schema.column(form.column()).categories().size()];
          for (int code = 0; code < matching.length; code++) {
            matching[code] = labels.path(code).asBoolean();
          }
          if (labels.size() != matching.length) {
            throw damaged(sourceName, "a rule needs to say of each label whether it matches", null);
          }
          rule = new Rule.Matches(form.text(), form.column(), form.form(), matching);
        }
        if (rule instanceof Rule.Combinations together) {
          Set<List<Double>> seen = new HashSet<>();
          for (JsonNode cells : one.path("combinations")) {
            seen.add(combination(cells, together, schema, sourceName));
          }
          rule = new Rule.Combinations(together.text(), together.columns(), seen);
        }
        rules.add(rule);
      }
      return new Rules(schema, rules, middles);
    } catch (JsonProcessingException e) {
      throw damaged(sourceName, "this is no JSON", e);
    }
  }

  private static int compare(List<Double> a, List<Double> b) {
    int first = 0;
    for (int i = 0; i < a.size() && first == 0; i++) {
      first = Double.compare(a.get(i), b.get(i));
    }
    return first;
  }

  private static List<Double> combination(
      JsonNode cells, Rule.Combinations together, Schema schema, String sourceName) {
    double[] values = numbers(cells);
    boolean fits = values.length == together.columns().size();
    for (int i = 0; i < values.length && fits; i++) {
      fits = Double.isFinite(values[i]) && allowed(schema, together.columns().get(i), values[i]);
    }
    if (!fits) {
      throw damaged(sourceName, "a combination cannot be", null);
    }
    return Arrays.stream(values).boxed().toList();
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
