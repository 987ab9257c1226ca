package io.semblance.synth.resample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pool's rows and neighbours in {@code rows.safetensors}, numbers as doubles and labels as
 * codes; where the classes stand in {@code pool.json}. Neighbours are stored, as finding them again
 * would take longer than most samples.
 */
public final class ResampleModelCodec implements ModelCodec<ResampleModel> {
  /** Bytes of arrays that a model file may hold, with room for the rest of what archives may. */
  static final long MOST_BYTES = 1_000_000_000;

  private static final String SCHEMA = "schema.json";
  private static final String POOL = "pool.json";
  private static final String ROWS = "rows.safetensors";
  private static final String IDS = "identifiers.json";
  private static final String NEIGHBOURS = "neighbours";
  private static final String WEIGHTS = "weights";

  @Override
  public String kind() {
    return "resample";
  }

  @Override
  public Class<ResampleModel> type() {
    return ResampleModel.class;
  }

  /** How many bytes the arrays of a pool take. */
  static long bytes(RowPool pool) {
    long bytes = 0;
    for (Column column : pool.columns()) {
      bytes += (column instanceof NumericColumn ? 8L : 4L) * column.size();
    }
    for (RowPool.ClassRows rows : pool.classes()) {
      bytes += 4L * rows.neighbours().length + 4L * (rows.to() - rows.from());
    }
    return bytes;
  }

  private static String column(int place) {
    return "column." + place;
  }

  @Override
  public void write(ResampleModel model, ArchiveWriter archive) {
    RowPool pool = model.pool();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("carries_real_rows", true);
    json.put("rows", pool.rows());
    json.put("labels", pool.labels().name().toLowerCase(Locale.ROOT));
    ArrayNode classes = json.putArray("classes");
    for (RowPool.ClassRows rows : pool.classes()) {
      ObjectNode one = classes.addObject();
      one.put("name", rows.name());
      one.put("training_rows", rows.trainingRows());
      one.put("rows", rows.to() - rows.from());
      one.put("neighbours", rows.each());
      one.put("by_density", rows.weights() != null);
    }
    archive.put(SCHEMA, pool.schema().toJson());
    archive.put(POOL, json);
    archive.put(ROWS, Safetensors.write(arrays(pool)));
    if (model.ids() != null) {
      archive.put(IDS, model.ids().toJson());
    }
  }

  private static Map<String, Safetensors.Stored> arrays(RowPool pool) {
    Map<String, Safetensors.Stored> arrays = new LinkedHashMap<>();
    Shape rows = Shape.of(pool.rows());
    for (int c = 0; c < pool.columns().size(); c++) {
      arrays.put(
          column(c),
          pool.columns().get(c) instanceof NumericColumn number
              ? new Safetensors.Doubles(rows, number.values())
              : new Safetensors.Ints(rows, ((CategoricalColumn) pool.columns().get(c)).codes()));
    }
    for (int k = 0; k < pool.classes().size(); k++) {
      RowPool.ClassRows own = pool.classes().get(k);
      int count = own.to() - own.from();
      arrays.put(
          NEIGHBOURS + "." + k,
          new Safetensors.Ints(Shape.of(count, own.each()), own.neighbours()));
      if (own.weights() != null) {
        arrays.put(WEIGHTS + "." + k, new Safetensors.Ints(Shape.of(count), own.weights()));
      }
    }
    return arrays;
  }

  @Override
  public ResampleModel read(ArchiveReader archive, Provenance provenance) {
    Schema schema = Schema.fromJson(archive.text(SCHEMA), archive.where(SCHEMA));
    Cells arrays = new Cells(archive);
    JsonNode json = archive.object(POOL);
    String where = archive.where(POOL);
    List<RowPool.ClassRows> classes = new ArrayList<>();
    long training = 0;
    int from = 0;
    for (JsonNode one : json.path("classes")) {
      int rows = whole(one, "rows", 1, Integer.MAX_VALUE - from, where);
      int each = whole(one, "neighbours", 0, rows - 1, where);
      int count = whole(one, "training_rows", rows, Integer.MAX_VALUE, where);
      training += count;
      int k = classes.size();
      int[] neighbours = arrays.ints(NEIGHBOURS + "." + k, Shape.of(rows, each));
      int[] weights =
          one.path("by_density").asBoolean()
              ? arrays.ints(WEIGHTS + "." + k, Shape.of(rows))
              : null;
      String name = one.path("name").asText();
      int to = from + rows;
      RowPool.ClassRows own =
          new RowPool.ClassRows(name, count, from, to, each, neighbours, weights);
      check(own, archive.where(ROWS));
      classes.add(own);
      from = to;
    }
    if (classes.isEmpty() || training > Integer.MAX_VALUE) {
      throw new ModelFileException(where + " has no classes, or more rows than a table can have");
    }
    List<Column> columns = new ArrayList<>();
    boolean identified = false;
    for (ColumnSchema column : schema.columns()) {
      if (column.type() == ColumnType.ID) {
        identified = true;
      } else {
        columns.add(arrays.cells(column(columns.size()), column, from));
      }
    }
    TableEncoder ids =
        identified ? TableEncoder.fromJson(archive.text(IDS), archive.where(IDS)) : null;
    if (identified && !ids.schema().names().equals(names(schema))) {
      throw new ModelFileException(archive.where(IDS) + " is not of the schema's identifiers");
    }
    return new ResampleModel(
        new RowPool(schema, columns, classes, labels(json, where)), ids, provenance);
  }

  private static List<String> names(Schema schema) {
    return schema.columns().stream()
        .filter(column -> column.type() == ColumnType.ID)
        .map(ColumnSchema::name)
        .toList();
  }

  private static LabelChoice labels(JsonNode json, String where) {
    String word = json.path("labels").asText();
    return Arrays.stream(LabelChoice.values())
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new ModelFileException(where + " takes labels from \"" + word + "\""));
  }

  private static int whole(JsonNode node, String key, int least, int most, String where) {
    JsonNode value = node.path(key);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw new ModelFileException(
          where + " has a class with " + key + " " + value + ", not from " + least + " to " + most);
    }
    return value.intValue();
  }

  private static void check(RowPool.ClassRows rows, String where) {
    for (int position : rows.neighbours()) {
      if (position < rows.from() || position >= rows.to()) {
        throw new ModelFileException(where + " has a neighbour outside of its class");
      }
    }
    if (rows.weights() != null) {
      long sum = 0;
      for (int weight : rows.weights()) {
        sum = weight < 0 ? Long.MIN_VALUE / 2 : sum + weight;
      }
      if (sum < 1 || sum > Integer.MAX_VALUE) {
        throw new ModelFileException(where + " has weights by which no row could be drawn");
      }
    }
  }

  /** The arrays of a model file. */
  private static final class Cells {
    private final Map<String, Safetensors.Stored> all;
    private final String where;

    Cells(ArchiveReader archive) {
      where = archive.where(ROWS);
      all = Safetensors.readAll(archive.bytes(ROWS), where);
    }

    private <T extends Safetensors.Stored> T array(String name, Class<T> type, Shape shape) {
      Safetensors.Stored found = all.get(name);
      if (!type.isInstance(found) || !found.shape().equals(shape)) {
        throw new ModelFileException(
            where + " has no " + name + " of the shape " + shape + " that the pool needs");
      }
      return type.cast(found);
    }

    int[] ints(String name, Shape shape) {
      return array(name, Safetensors.Ints.class, shape).values();
    }

    /** A column; codes that are none of its labels are refused by the column itself. */
    Column cells(String name, ColumnSchema column, int rows) {
      Shape shape = Shape.of(rows);
      if (!column.type().isNumeric()) {
        return CategoricalColumn.of(column, ints(name, shape));
      }
      double[] values = array(name, Safetensors.Doubles.class, shape).values();
      if (Arrays.stream(values).anyMatch(Double::isInfinite)) {
        throw new ModelFileException(where + ": " + name + " is not finite everywhere");
      }
      return NumericColumn.of(column, values);
    }
  }
}
