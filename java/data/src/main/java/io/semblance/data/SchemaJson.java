package io.semblance.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Schemas as JSON that people edit: facts that do not apply to a column are left out. */
final class SchemaJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "header",
          "type",
          "nullable",
          "missingText",
          "min",
          "max",
          "decimals",
          "minDecimals",
          "categories",
          "pattern",
          "resolutionMillis",
          "id");

  private final String source;

  private SchemaJson(String source) {
    this.source = source;
  }

  static String write(Schema schema) {
    ObjectNode root = MAPPER.createObjectNode();
    if (schema.delimiter() != Schema.COMMA) {
      root.put("delimiter", String.valueOf(schema.delimiter()));
    }
    ArrayNode columns = root.putArray("columns");
    for (ColumnSchema column : schema.columns()) {
      write(column, columns.addObject());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(ColumnSchema column, ObjectNode out) {
    out.put("name", column.name());
    if (!column.header().equals(column.name())) {
      out.put("header", column.header());
    }
    out.put("type", column.type().label());
    out.put("nullable", column.nullable());
    if (!column.missingText().isEmpty()) {
      out.put("missingText", column.missingText());
    }
    switch (column.type()) {
      case NUMBER:
      case INTEGER:
        putNumber(out, "min", column.min());
        putNumber(out, "max", column.max());
        out.put("decimals", column.decimals());
        out.put("minDecimals", column.minDecimals());
        break;
      case DATETIME:
        writeDates(column, out);
        break;
      case ID:
        writeIds(column.idPattern(), out);
        break;
      default:
        ArrayNode categories = out.putArray("categories");
        column.categories().forEach(categories::add);
    }
  }

  private static void putNumber(ObjectNode out, String key, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.put(key, (long) value);
    } else if (!Double.isNaN(value)) {
      out.put(key, value);
    }
  }

  private static void writeDates(ColumnSchema column, ObjectNode out) {
    if (column.pattern() == null) {
      return;
    }
    DateTimeText format = DateTimeText.of(column.pattern());
    if (!Double.isNaN(column.min())) {
      putMoment(out, "min", column.min(), format);
    }
    if (!Double.isNaN(column.max())) {
      putMoment(out, "max", column.max(), format);
    }
    out.put("pattern", column.pattern());
    out.put("resolutionMillis", column.resolutionMillis());
  }

  /** As people write it, unless the pattern drops part of the moment. */
  private static void putMoment(ObjectNode out, String key, double millis, DateTimeText format) {
    String text = format.format((long) millis);
    if (format.parse(text) == (long) millis) {
      out.put(key, text);
    } else {
      out.put(key, (long) millis);
    }
  }

  private static void writeIds(IdPattern pattern, ObjectNode out) {
    if (pattern == null) {
      return;
    }
    ObjectNode id = out.putObject("id");
    if (pattern.isSequence()) {
      id.put("start", pattern.start());
      id.put("digits", pattern.digits());
      return;
    }
    ArrayNode templates = id.putArray("templates");
    for (int i = 0; i < pattern.templates().size(); i++) {
      ObjectNode one = templates.addObject();
      one.put("template", pattern.templates().get(i));
      one.put("weight", pattern.weights().get(i));
    }
  }

  static Schema read(String json, String source) {
    return new SchemaJson(source).read(json);
  }

  private Schema read(String json) {
    JsonNode root;
    try {
      // What follows the end would be left out without a word.
      root = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
    } catch (JsonProcessingException e) {
      throw DataException.builder("this is no JSON: " + e.getOriginalMessage())
          .source(source)
          .line(e.getLocation() == null ? -1 : e.getLocation().getLineNr())
          .remedy("start from what 'semblance schema TABLE.csv' prints")
          .cause(e)
          .build();
    }
    JsonNode columns = root == null ? null : root.get("columns");
    if (columns == null || !columns.isArray() || columns.isEmpty()) {
      throw DataException.builder("a schema needs a list \"columns\" of at least one column")
          .source(source)
          .remedy("start from what 'semblance schema TABLE.csv' prints")
          .build();
    }
    List<ColumnSchema> all = new ArrayList<>();
    for (JsonNode column : columns) {
      all.add(column(column, all.size() + 1));
    }
    try {
      return Schema.of(all).withDelimiter(delimiter(root.get("delimiter")));
    } catch (DataException e) {
      throw DataException.builder(e.getMessage()).source(source).cause(e).build();
    }
  }

  private char delimiter(JsonNode in) {
    if (in == null) {
      return Schema.COMMA;
    }
    if (!in.isTextual() || in.textValue().length() != 1) {
      throw DataException.builder("\"delimiter\" must be a text of one character").build();
    }
    return in.textValue().charAt(0);
  }

  private ColumnSchema column(JsonNode in, int number) {
    JsonNode nameNode = in.get("name");
    if (nameNode == null || !nameNode.isTextual()) {
      throw fault("column " + number, "it has no \"name\"", "add \"name\": \"...\"");
    }
    String name = nameNode.textValue();
    for (Iterator<String> keys = in.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!KEYS.contains(key)) {
        String guess = Text.nearest(key, KEYS).map(k -> "did you mean \"" + k + "\"?").orElse(null);
        throw fault(name, "unknown key \"" + Text.shorten(key) + "\"", guess);
      }
    }
    String label = text(in, "type", name);
    ColumnType type;
    try {
      type = ColumnType.parse(label);
    } catch (DataException e) {
      throw fault(name, e.getMessage(), null);
    }
    ColumnSchema.Builder out = ColumnSchema.builder(name, type);
    if (in.has("header")) {
      out.header(text(in, "header", name));
    }
    if (in.has("nullable")) {
      if (!in.get("nullable").isBoolean()) {
        throw fault(name, "\"nullable\" must be true or false", null);
      }
      out.nullable(in.get("nullable").booleanValue());
    }
    if (in.has("missingText")) {
      out.missingText(text(in, "missingText", name));
    }
    switch (type) {
      case NUMBER:
      case INTEGER:
        readNumbers(in, out, type, name);
        break;
      case DATETIME:
        readDates(in, out, name);
        break;
      case ID:
        out.idPattern(readIds(in.get("id"), name));
        break;
      default:
        out.categories(readCategories(in.get("categories"), type, name));
    }
    return out.build();
  }

  private void readNumbers(JsonNode in, ColumnSchema.Builder out, ColumnType type, String name) {
    out.range(number(in, "min", name), number(in, "max", name));
    checkRange(number(in, "min", name), number(in, "max", name), name);
    int most =
        in.has("decimals")
            ? integer(in, "decimals", ColumnSchema.SHORTEST, ColumnSchema.MOST_DECIMALS, name)
            : type == ColumnType.INTEGER ? 0 : ColumnSchema.SHORTEST;
    int fewest =
        in.has("minDecimals")
            ? integer(in, "minDecimals", 0, ColumnSchema.MOST_DECIMALS, name)
            : type == ColumnType.INTEGER ? Math.max(0, most) : 0;
    out.decimals(fewest, most);
  }

  private void checkRange(double min, double max, String name) {
    if (min > max) {
      throw fault(name, "\"min\" is greater than \"max\"", "exchange them");
    }
  }

  private void readDates(JsonNode in, ColumnSchema.Builder out, String name) {
    if (!in.has("pattern")) {
      return;
    }
    String pattern = text(in, "pattern", name);
    DateTimeText format;
    try {
      format = DateTimeText.of(pattern);
    } catch (DataException e) {
      throw fault(name, e.getMessage(), null);
    }
    long step = 1;
    if (in.has("resolutionMillis")) {
      JsonNode node = in.get("resolutionMillis");
      if (!node.isIntegralNumber() || node.longValue() < 1) {
        throw fault(name, "\"resolutionMillis\" must be a whole number of at least 1", null);
      }
      step = node.longValue();
    }
    double min = moment(in, "min", format, name);
    double max = moment(in, "max", format, name);
    checkRange(min, max, name);
    out.pattern(pattern, step).range(min, max);
  }

  private double moment(JsonNode in, String key, DateTimeText format, String name) {
    if (!in.has(key) || !in.get(key).isTextual()) {
      return number(in, key, name);
    }
    try {
      return format.parse(in.get(key).textValue());
    } catch (DateTimeException e) {
      throw fault(
          name,
          "\""
              + key
              + "\" is '"
              + Text.shorten(in.get(key).textValue())
              + "', which does not follow the pattern "
              + format.pattern(),
          null);
    }
  }

  private IdPattern readIds(JsonNode id, String name) {
    if (id == null) {
      return null;
    }
    try {
      if (!id.has("templates")) {
        return IdPattern.sequence(id.path("start").asLong(1), id.path("digits").asInt(0));
      }
      List<String> templates = new ArrayList<>();
      List<Integer> weights = new ArrayList<>();
      for (JsonNode one : id.get("templates")) {
        templates.add(one.path("template").asText());
        weights.add(one.path("weight").asInt(1));
      }
      return IdPattern.ofTemplates(templates, weights);
    } catch (DataException | IllegalArgumentException e) {
      throw fault(name, "\"id\": " + e.getMessage(), null);
    }
  }

  private List<String> readCategories(JsonNode in, ColumnType type, String name) {
    List<String> labels = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    if (in != null && !in.isArray()) {
      throw fault(name, "\"categories\" must be a list of texts", null);
    }
    for (JsonNode label : in == null ? MAPPER.createArrayNode() : in) {
      if (!label.isValueNode() || label.isNull() || !seen.add(label.asText())) {
        throw fault(
            name,
            "\"categories\" must be different texts; see " + Text.shorten(label.toString()),
            null);
      }
      labels.add(label.asText());
    }
    if (type == ColumnType.BOOLEAN && labels.size() > 2) {
      throw fault(name, "a boolean has at most two categories", "use \"type\": \"category\"");
    }
    return labels;
  }

  private String text(JsonNode in, String key, String name) {
    JsonNode node = in.get(key);
    if (node == null || !node.isTextual()) {
      throw fault(name, "\"" + key + "\" must be a text", null);
    }
    return node.textValue();
  }

  private double number(JsonNode in, String key, String name) {
    JsonNode node = in.get(key);
    if (node == null || node.isNull()) {
      return Double.NaN;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw fault(name, "\"" + key + "\" must be a number", null);
    }
    return node.doubleValue();
  }

  private int integer(JsonNode in, String key, int least, int most, String name) {
    JsonNode node = in.get(key);
    if (!node.isIntegralNumber() || node.longValue() < least || node.longValue() > most) {
      throw fault(
          name, "\"" + key + "\" must be a whole number from " + least + " to " + most, null);
    }
    return node.intValue();
  }

  private DataException fault(String column, String problem, String remedy) {
    return DataException.builder(problem).source(source).column(column).remedy(remedy).build();
  }
}
