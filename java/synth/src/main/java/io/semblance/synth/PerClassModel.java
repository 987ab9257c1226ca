package io.semblance.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.engine.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

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
  private final double[] cumulative;

  PerClassModel(Schema schema, String target, List<Part> parts, Provenance provenance) {
    this.schema = schema;
    this.target = target;
    this.parts = List.copyOf(parts);
    this.provenance = provenance;
    this.cumulative = new double[parts.size()];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += parts.get(i).share();
      cumulative[i] = sum;
    }
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
  public void sample(SampleOptions options, Consumer<Table> sink) {
    List<TabularModel.Rows> open = new ArrayList<>();
    try {
      for (int c = 0; c < parts.size(); c++) {
        // Else row i of one class and row i of another would come from the same noise.
        long own = options.seed() ^ Hash.mix(c);
        open.add(
            parts
                .get(c)
                .model()
                .open(
                    SampleOptions.builder()
                        .seed(own)
                        .threads(options.threads())
                        .backend(options.backend())
                        .rankProjection(options.rankProjection())
                        .build()));
      }
      draw(options, open, sink);
    } finally {
      open.forEach(TabularModel.Rows::close);
    }
  }

  private void draw(SampleOptions options, List<TabularModel.Rows> open, Consumer<Table> sink) {
    long[] drawn = new long[parts.size()];
    int[] words = new int[4];
    for (long row = 0; row < options.firstRow(); row++) {
      drawn[classOf(options.seed(), row, words)]++;
    }
    long end = options.firstRow() + options.rows();
    long at = options.firstRow();
    do {
      int count = (int) Math.min(Sampler.BATCH, end - at);
      int[] classes = new int[count];
      int[] sizes = new int[parts.size()];
      for (int i = 0; i < count; i++) {
        classes[i] = classOf(options.seed(), at + i, words);
        sizes[classes[i]]++;
      }
      sink.accept(batch(classes, sizes, drawn, open, at, options.seed()));
      at += count;
    } while (at < end);
  }

  private int classOf(long seed, long row, int[] words) {
    Philox.block(seed, Streams.CLASS, row, 0, words, 0);
    double u = Philox.uniform(words[0]) * cumulative[cumulative.length - 1];
    int c = 0;
    while (u > cumulative[c]) {
      c++;
    }
    return c;
  }

  /**
   * Rows of the given classes in their order; advances {@code drawn}, the rows drawn of each class.
   */
  private Table batch(
      int[] classes,
      int[] sizes,
      long[] drawn,
      List<TabularModel.Rows> open,
      long firstRow,
      long seed) {
    List<Table> tables = new ArrayList<>();
    int[] next = new int[sizes.length];
    int start = 0;
    for (int c = 0; c < sizes.length; c++) {
      next[c] = start;
      if (sizes[c] > 0 || classes.length == 0) {
        tables.add(open.get(c).draw(drawn[c], sizes[c]));
        drawn[c] += sizes[c];
        start += sizes[c];
      }
    }
    int[] places = new int[classes.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = next[classes[i]]++;
    }
    Table rest = common(tables).select(places);
    List<Column> columns = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      if (column.name().equals(target)) {
        columns.add(targetColumn(column, classes));
      } else if (column.type() == ColumnType.ID) {
        columns.add(identifiers(column, rest.column(column.name()), firstRow, seed));
      } else {
        columns.add(rest.column(column.name()).withSchema(column));
      }
    }
    return Table.of(columns);
  }

  /**
   * Identifiers by the numbers of the rows in the whole table: those of two classes would meet, as
   * each class counts its own rows.
   */
  private static Column identifiers(ColumnSchema column, Column drawn, long firstRow, long seed) {
    IdPattern pattern = column.idPattern() == null ? IdPattern.sequence(1, 0) : column.idPattern();
    String[] texts = new String[drawn.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = drawn.isMissing(i) ? null : pattern.text(firstRow + i, seed);
    }
    return CategoricalColumn.ofIds(column, texts);
  }

  /** The classes' tables under one schema: bounds and the like may differ from class to class. */
  private Table common(List<Table> tables) {
    List<Table> alike = new ArrayList<>();
    for (Table t : tables) {
      List<Column> columns = new ArrayList<>();
      for (Column c : t.columns()) {
        columns.add(c.withSchema(schema.column(c.schema().name())));
      }
      alike.add(Table.of(columns));
    }
    return alike.size() == 1 ? alike.get(0) : Table.concat(alike);
  }

  private Column targetColumn(ColumnSchema column, int[] classes) {
    if (column.type() == ColumnType.CATEGORY || column.type() == ColumnType.BOOLEAN) {
      int[] codes =
          Arrays.stream(classes)
              .map(
                  c ->
                      Double.isNaN(parts.get(c).key())
                          ? CategoricalColumn.MISSING
                          : (int) parts.get(c).key())
              .toArray();
      return CategoricalColumn.of(column, codes);
    }
    return NumericColumn.of(
        column, Arrays.stream(classes).mapToDouble(c -> parts.get(c).key()).toArray());
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
