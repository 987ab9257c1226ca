package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * The distribution of one column as a map from ranks to cells: its states (numbers, labels,
 * "missing") fill intervals of [0, 1] as long as their shares, so that uniform ranks give cells
 * with the frequencies of the column. Every cell is one that the schema allows. Made by {@link
 * ColumnStates#marginal}.
 *
 * <p>Numbers are kept at no more than {@value EmpiricalCdf#MOST_KNOTS} values, and at no more than
 * half of them where none repeats; between two kept values the distribution is even. Immutable.
 */
public abstract class Marginal {
  private final ColumnSchema schema;

  Marginal(ColumnSchema schema) {
    this.schema = schema;
  }

  /** The schema of the column. */
  public final ColumnSchema schema() {
    return schema;
  }

  /**
   * The cells at some ranks.
   *
   * @param ranks from 0 to 1, one per row
   */
  public abstract Column cells(double[] ranks);

  /** What it is, in a few words for people. */
  public abstract String describe();

  /** Writes all but the schema. */
  abstract void write(ObjectNode out);

  /** All that is needed to draw cells of some columns, but their schemas. */
  public static String toJson(List<Marginal> marginals) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ArrayNode all = root.putArray("marginals");
    for (Marginal marginal : marginals) {
      ObjectNode one = all.addObject();
      one.put("column", marginal.schema.name());
      marginal.write(one);
    }
    return Json.text(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param columns the schemas of the columns, in the same order
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is damaged or does not fit the columns
   */
  public static List<Marginal> fromJson(
      List<ColumnSchema> columns, String json, String sourceName) {
    Json root = Json.parse(json, sourceName);
    List<Json> all = root.objects("marginals", "column");
    root.check(all.size() == columns.size(), "needs one marginal per column");
    List<Marginal> marginals = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ColumnSchema schema = columns.get(i);
      Json one = all.get(i);
      one.check(one.string("column").equals(schema.name()), "is misplaced");
      marginals.add(
          switch (schema.type().cells()) {
            case NUMBERS -> NumberMarginal.read(schema, one);
            case LABELS -> LabelMarginal.read(schema, one);
            case IDENTIFIERS -> throw one.fault("is of identifiers, which have no distribution");
          });
    }
    return marginals;
  }
}
