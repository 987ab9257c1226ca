package io.semblance.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.engine.backend.Backend;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One model per class of a target column, drawn from by the classes' shares. */
final class PerClassModel extends Model {
  /**
   * One class.
   *
   * @param key the target's number or category code; NaN for missing
   * @param share of the training rows
   * @param model of all columns but the target
   */
  record Part(double key, double share, TabularModel model) {}

  private final Schema schema;
  private final String target;
  private final List<Part> parts;
  private final Provenance provenance;

  PerClassModel(Schema schema, String target, List<Part> parts, Provenance provenance) {
    this.schema = schema;
    this.target = target;
    this.parts = List.copyOf(parts);
    this.provenance = provenance;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String describe() {
    return parts.size()
        + " models, one per class of "
        + target
        + "; the first:\n"
        + parts.get(0).model().describe();
  }

  @Override
  public List<ModelStep> steps() {
    return parts.get(0).model().steps();
  }

  @Override
  public Map<String, Model> classes() {
    Map<String, Model> classes = new LinkedHashMap<>();
    parts.forEach(part -> classes.put(label(part.key()), part.model()));
    return Collections.unmodifiableMap(classes);
  }

  /** What the target's cells of a class hold; nothing for missing ones. */
  private String label(double key) {
    ColumnSchema column = schema.column(target);
    if (Double.isNaN(key)) {
      return "";
    }
    return column.type().isNumeric()
        ? BigDecimal.valueOf(key).stripTrailingZeros().toPlainString()
        : column.categories().get((int) key);
  }

  String target() {
    return target;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  int partRows() {
    return PerClassRows.PART;
  }

  @Override
  RowSource open(SampleOptions options, Backend backend) {
    return new PerClassRows(this, options, backend);
  }

  @Override
  void write(ModelArchive.Writer archive, String prefix) {
    ObjectNode json = ModelArchive.MAPPER.createObjectNode();
    json.put("target", target);
    ArrayNode classes = json.putArray("classes");
    for (int i = 0; i < parts.size(); i++) {
      ObjectNode c = classes.addObject();
      if (!Double.isNaN(parts.get(i).key())) {
        c.put("key", parts.get(i).key());
      }
      c.put("share", parts.get(i).share());
      parts.get(i).model().write(archive, prefix + "class-" + i + "/");
      archive.put(
          prefix + "class-" + i + "/provenance.json", parts.get(i).model().provenance().toJson());
    }
    archive.put(prefix + "classes.json", json.toPrettyString());
    archive.put(prefix + "schema.json", schema.toJson());
  }

  static PerClassModel read(ModelArchive.Reader archive, Provenance provenance) {
    Schema schema = Schema.fromJson(archive.text("schema.json"), archive.where("schema.json"));
    JsonNode json = archive.json("classes.json");
    String target = json.path("target").asText();
    schema.indexOf(target);
    List<Part> parts = new ArrayList<>();
    for (JsonNode c : json.path("classes")) {
      String prefix = "class-" + parts.size() + "/";
      Provenance own = new Provenance(ModelArchive.object(archive, prefix + "provenance.json"));
      parts.add(
          new Part(
              c.path("key").asDouble(Double.NaN),
              c.path("share").asDouble(),
              TabularModel.read(archive, prefix, own)));
    }
    check(schema, target, parts, archive.where("classes.json"));
    return new PerClassModel(schema, target, parts, provenance);
  }

  private static void check(Schema schema, String target, List<Part> parts, String where) {
    if (parts.isEmpty()) {
      throw new ModelFileException(where + " names no classes");
    }
    ColumnSchema column = schema.column(target);
    if (column.type() == ColumnType.ID) {
      throw new ModelFileException(where + " names a target that is an identifier");
    }
    List<String> rest = kinds(schema, target);
    double sum = 0;
    for (Part part : parts) {
      boolean numeric = column.type().isNumeric();
      boolean known =
          numeric
              || Double.isNaN(part.key())
              || part.key() >= 0
                  && part.key() < column.categories().size()
                  && part.key() == Math.rint(part.key());
      if (!known || !(part.share() >= 0 && part.share() <= 1)) {
        throw new ModelFileException(
            where + " has class " + part.key() + " with share " + part.share());
      }
      if (!kinds(part.model().schema(), null).equals(rest)) {
        throw new ModelFileException(
            where + " has a class whose columns are not those of the schema");
      }
      sum += part.share();
    }
    if (!(sum > 0)) {
      throw new ModelFileException(where + " has no class with a share");
    }
  }

  /** What must be alike for rows of one schema to be rows of another. */
  private static List<String> kinds(Schema schema, String without) {
    return schema.columns().stream()
        .filter(c -> !c.name().equals(without))
        .map(c -> c.name() + " " + c.type() + " " + c.categories())
        .toList();
  }
}
