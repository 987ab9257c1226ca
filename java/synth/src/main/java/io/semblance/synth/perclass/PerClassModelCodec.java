package io.semblance.synth.perclass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Models;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import java.util.ArrayList;
import java.util.List;

/** The classes with their shares, and each class's model in a folder of its own. */
public final class PerClassModelCodec implements ModelCodec<PerClassModel> {
  private static final String CLASSES = "classes.json";
  private static final String SCHEMA = "schema.json";

  /** The kind of all classes in files of format 1, which do not say it. */
  private static final String OLDEST_KIND = "tabular";

  @Override
  public String kind() {
    return "per-class";
  }

  @Override
  public Class<PerClassModel> type() {
    return PerClassModel.class;
  }

  private static String folder(int number) {
    return "class-" + number;
  }

  @Override
  public void write(PerClassModel model, ArchiveWriter archive) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("target", model.target());
    ArrayNode classes = json.putArray("classes");
    for (PerClassModel.Part part : model.parts()) {
      Models.write(part.model(), archive.within(folder(classes.size())));
      ObjectNode c = classes.addObject();
      if (!Double.isNaN(part.key())) {
        c.put("key", part.key());
      }
      c.put("share", part.share());
      c.put("kind", Models.kind(part.model()));
    }
    archive.put(CLASSES, json);
    archive.put(SCHEMA, model.schema().toJson());
  }

  @Override
  public PerClassModel read(ArchiveReader archive, Provenance provenance) {
    Schema schema = Schema.fromJson(archive.text(SCHEMA), archive.where(SCHEMA));
    JsonNode json = archive.json(CLASSES);
    String target = json.path("target").asText();
    schema.indexOf(target);
    List<PerClassModel.Part> parts = new ArrayList<>();
    for (JsonNode c : json.path("classes")) {
      String kind = c.path("kind").asText(OLDEST_KIND);
      parts.add(
          new PerClassModel.Part(
              c.path("key").asDouble(Double.NaN),
              c.path("share").asDouble(),
              Models.read(kind, archive.within(folder(parts.size())))));
    }
    check(schema, target, parts, archive.where(CLASSES));
    return new PerClassModel(schema, target, parts, provenance);
  }

  private static void check(
      Schema schema, String target, List<PerClassModel.Part> parts, String where) {
    if (parts.isEmpty()) {
      throw new ModelFileException(where + " names no classes");
    }
    ColumnSchema column = schema.column(target);
    if (column.type() == ColumnType.ID) {
      throw new ModelFileException(where + " names a target that is an identifier");
    }
    List<String> rest = kinds(schema, target);
    double sum = 0;
    for (PerClassModel.Part part : parts) {
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
