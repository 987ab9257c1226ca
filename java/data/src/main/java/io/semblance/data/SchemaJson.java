package io.semblance.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
          "stored",
          "keyPart",
          "missingText",
          "missingTexts",
          "min",
          "max",
          "decimals",
          "minDecimals",
          "categories",
          "rest",
          "pattern",
          "resolutionMillis",
          "id",
          "significantDigits",
          "form");

  private final String source;

  private SchemaJson(String source) {
    this.source = source;
  }

  static String write(Schema schema, List<String> rulesOrNull) {
    ObjectNode root = MAPPER.createObjectNode();
    if (schema.delimiter() != Schema.COMMA) {
      root.put("delimiter", String.valueOf(schema.delimiter()));
    }
    ArrayNode columns = root.putArray("columns");
    for (ColumnSchema column : schema.columns()) {
      write(column, columns.addObject());
    }
    if (rulesOrNull != null) {
      root.set("rules", MAPPER.valueToTree(rulesOrNull));
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
    if (column.stored() != null) {
      out.put("stored", column.stored().toString());
    }
    if (column.keyPart()) {
      out.put("keyPart", true);
    }
    if (column.missingTexts().size() > 1) {
      out.set("missingTexts", MAPPER.valueToTree(column.missingTexts()));
    } else if (!column.missingText().isEmpty()) {
      out.put("missingText", column.missingText());
    }
    out.setAll((ObjectNode) MAPPER.valueToTree(column.kind().facts()));
  }

  static Schema read(String json, String source) {
    return readFile(json, source).schema();
  }

  static SchemaFile readFile(String json, String source) {
    SchemaJson reader = new SchemaJson(source);
    JsonNode root = reader.root(json);
    return new SchemaFile(reader.schema(root), reader.rules(root.get("rules")));
  }

  private JsonNode root(String json) {
    try {
      // What follows the end would be left out without a word.
      return MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
    } catch (JsonProcessingException e) {
      throw DataException.builder("this is no JSON: " + e.getOriginalMessage())
          .source(source)
          .line(e.getLocation() == null ? -1 : e.getLocation().getLineNr())
          .remedy("start from what 'semblance schema TABLE.csv' prints")
          .cause(e)
          .build();
    }
  }

  private List<String> rules(JsonNode in) {
    if (in == null) {
      return null;
    }
    List<String> rules = new ArrayList<>();
    for (JsonNode rule : in) {
      rules.add(rule.isTextual() ? rule.textValue() : "");
    }
    if (!in.isArray() || rules.contains("")) {
      throw DataException.builder("\"rules\" must be a list of texts")
          .source(source)
          .remedy("write for example: \"rules\": [\"start <= end\"], or [] for none")
          .build();
    }
    return rules;
  }

  private Schema schema(JsonNode root) {
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

  private ColumnSchema column(JsonNode column, int number) {
    JsonNode nameNode = column.get("name");
    if (nameNode == null || !nameNode.isTextual()) {
      throw new SchemaNode(column, source, "column " + number)
          .fault("it has no \"name\"", "add \"name\": \"...\"");
    }
    String name = nameNode.textValue();
    SchemaNode in = new SchemaNode(column, source, name);
    in.checkKeys(KEYS);
    ColumnType type = type(in);
    ColumnSchema.Builder out = ColumnSchema.builder(name, type);
    if (in.has("header")) {
      out.header(in.text("header"));
    }
    if (in.has("nullable")) {
      out.nullable(in.bool("nullable"));
    }
    if (in.has("stored")) {
      try {
        out.stored(StoredType.parse(in.text("stored")));
      } catch (DataException e) {
        throw in.fault(e.getMessage(), null);
      }
    }
    if (in.has("keyPart")) {
      out.keyPart(in.bool("keyPart"));
    }
    if (in.has("missingText")) {
      out.missingText(in.text("missingText"));
    }
    if (in.has("missingTexts")) {
      try {
        out.missingTexts(in.shares("missingTexts"));
      } catch (IllegalArgumentException e) {
        throw in.fault("\"missingTexts\" must be texts with their shares, such as 0.5", null);
      }
    }
    return out.kind(type.read(in)).build();
  }

  private static ColumnType type(SchemaNode in) {
    String label = in.text("type");
    try {
      return ColumnType.parse(label);
    } catch (DataException e) {
      throw in.fault(e.getMessage(), null);
    }
  }
}
