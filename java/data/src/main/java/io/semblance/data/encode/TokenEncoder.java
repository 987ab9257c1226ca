package io.semblance.data.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.Text;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns tables into rows of codes, whole numbers from 0 on, and back: for models of discrete
 * variables. A label is a code, or two if there are many; a number is a code where there are few
 * different ones or it is frequent, else the code of a bin of about a hundredth of the rows.
 * Missing is one more state. Immutable once fitted; safe to use from many threads.
 */
public final class TokenEncoder {
  private static final int TILE = 4_096;

  private final Schema schema;
  private final List<ColumnTokens> columns;
  private final List<TokenVariable> variables = new ArrayList<>();
  private final int[] first;

  private TokenEncoder(Schema schema, List<ColumnTokens> columns) {
    this.schema = schema;
    this.columns = List.copyOf(columns);
    this.first = new int[columns.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = variables.size();
      variables.addAll(columns.get(i).variables());
    }
  }

  /** Fits the codes of each column of a table. */
  public static TokenEncoder fit(Table table, EncoderOptions options) {
    return fit(table, options, true, Set.of());
  }

  /**
   * The same where some columns are known before rows are drawn, such as those of the step before.
   * They have no codes; {@link #decode(float[], int, long, long, Table)} is told their cells.
   *
   * @param given names of columns, none of them identifiers
   * @param fine whether to look for relations to the columns before
   */
  public static TokenEncoder fit(
      Table table, EncoderOptions options, Set<String> given, boolean fine) {
    return fit(table, options, fine, given);
  }

  /** The same without looking for relations: what codes there are about, in less time. */
  public static TokenEncoder coarse(Table table, EncoderOptions options) {
    return fit(table, options, false, Set.of());
  }

  private static TokenEncoder fit(
      Table table, EncoderOptions options, boolean fine, Set<String> given) {
    RowCells cells = RowCells.of(table);
    List<ColumnSample> samples =
        table.columns().stream().map(c -> new ColumnSample(c, options)).toList();
    List<ColumnEncoder> fixed = new ArrayList<>();
    samples.forEach(sample -> fixed.add(EncoderChooser.nothingToLearn(sample)));
    List<ColumnTokens> columns =
        IntStream.range(0, samples.size())
            .parallel()
            .mapToObj(
                c -> {
                  int[] before =
                      IntStream.range(0, fine ? c : 0).filter(o -> fixed.get(o) == null).toArray();
                  ColumnSample sample = samples.get(c);
                  return given.contains(sample.schema().name())
                      ? new GivenTokens(sample.schema())
                      : fixed.get(c) != null
                          ? new FixedTokens(fixed.get(c))
                          : sample.schema().type().isNumeric()
                              ? NumberTokens.fit(table.schema(), sample, cells, c, before)
                              : LabelTokens.fit(sample);
                })
            .toList();
    return new TokenEncoder(table.schema(), columns);
  }

  /** The schema of the fitted table, and of every decoded one. */
  public Schema schema() {
    return schema;
  }

  /** What the codes of a row number, in the order of the columns. */
  public List<TokenVariable> variables() {
    return variables;
  }

  /** Codes of a row; 0 for a table of constants and identifiers. */
  public int width() {
    return variables.size();
  }

  /**
   * Encodes the rows from {@code fromRow} to before {@code toRow}.
   *
   * @param table with the columns of the fitted one; labels are matched by text
   * @param out receives {@code (toRow - fromRow) * width()} codes, row by row
   * @throws io.semblance.data.DataException when the columns differ, or hold a label or a missing
   *     cell that the fitted table could not
   */
  public void encode(Table table, int fromRow, int toRow, float[] out) {
    TableEncoder.checkSameColumns(schema, table);
    RowCells cells = RowCells.of(table);
    for (int from = fromRow; from < toRow; from += TILE) {
      int to = Math.min(toRow, from + TILE);
      for (int i = 0; i < first.length; i++) {
        int at = (from - fromRow) * width() + first[i];
        columns.get(i).encode(table.column(i), cells, i, from, to, out, at, width());
      }
    }
  }

  /**
   * Encodes the cells that are there.
   *
   * @param table with the columns of the fitted one; any cell may be missing
   * @param out receives the codes, row by row
   * @param hole the code of a missing cell
   */
  public void encodeKnown(Table table, float[] out, float hole) {
    TableEncoder.checkSameColumns(schema, table);
    Table filled = Holes.filled(table, schema);
    RowCells holed = RowCells.of(table);
    RowCells whole = RowCells.of(filled);
    for (int i = 0; i < first.length; i++) {
      int own = i;
      // What a cell is compared with may be missing: then no relation is known.
      RowCells cells = (c, row) -> c == own ? whole.at(c, row) : holed.at(c, row);
      columns.get(i).encode(filled.column(i), cells, i, 0, table.rows(), out, first[i], width());
    }
    for (int i = 0; i < first.length; i++) {
      Column column = table.column(i);
      int codes = columns.get(i).variables().size();
      for (int row = 0; row < table.rows() && column.missingCount() > 0; row++) {
        if (column.isMissing(row)) {
          int at = row * width() + first[i];
          Arrays.fill(out, at, at + codes, hole);
        }
      }
    }
  }

  /**
   * Decodes rows, whatever their codes: every cell is one that the schema allows.
   *
   * @param codes {@code count * width()} of them, row by row
   * @param firstRow absolute number of the first row, on which what is drawn depends
   * @param seed of what is drawn: identifiers, and numbers within their bins
   */
  public Table decode(float[] codes, int count, long firstRow, long seed) {
    return decode(codes, count, firstRow, seed, null);
  }

  /**
   * The same with cells that are known.
   *
   * @param knownOrNull rows with the columns of the fitted table: cells that are not missing stay
   *     as they are, and others may depend on them
   */
  public Table decode(float[] codes, int count, long firstRow, long seed, Table knownOrNull) {
    CellBuffer cells = new CellBuffer(schema, count, firstRow, seed);
    for (int from = 0; from < count; from += TILE) {
      int to = Math.min(count, from + TILE);
      for (int i = 0; i < first.length; i++) {
        int at = from * width() + first[i];
        columns.get(i).decode(codes, at, width(), from, to, cells, i);
        if (knownOrNull != null) {
          cells.keep(i, knownOrNull.column(i), from, to);
        }
      }
    }
    return cells.table();
  }

  /**
   * What a condition allows.
   *
   * @param encoder decodes allowed states to allowed cells
   * @param weights for each variable the share of each state's cells that are allowed, 0 to 1; null
   *     where all are
   */
  public record Given(TokenEncoder encoder, List<double[]> weights) {}

  /**
   * The codes under a condition.
   *
   * @throws io.semblance.data.DataException if no cell could satisfy it, or it asks for what codes
   *     cannot tell
   */
  public Given given(Condition condition) {
    condition.check(schema);
    List<ColumnTokens> held = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    for (ColumnTokens column : columns) {
      Condition.Allowed allowed = condition.columns().get(column.schema().name());
      if (allowed == null) {
        held.add(column);
        column.variables().forEach(v -> weights.add(null));
      } else {
        ColumnTokens.Given given = column.given(allowed);
        held.add(given.tokens());
        weights.addAll(given.weights());
      }
    }
    return new Given(new TokenEncoder(schema, held), Collections.unmodifiableList(weights));
  }

  /** One line per column: its type and its codes. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (ColumnTokens column : columns) {
      if (column instanceof GivenTokens) {
        continue; // known before a row is drawn
      }
      text.append(Text.shorten(column.schema().name())).append(" (");
      text.append(column.schema().type().label()).append("): ");
      text.append(column.describe()).append('\n');
    }
    return text.toString();
  }

  /** All that is needed to encode and decode, without any row of the fitted table. */
  public String toJson() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    try {
      root.set("schema", Json.MAPPER.readTree(schema.toJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    ArrayNode all = root.putArray("columns");
    for (ColumnTokens column : columns) {
      ObjectNode one = all.addObject();
      one.put("column", column.schema().name());
      column.write(one);
    }
    return Json.text(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws io.semblance.data.DataException when the text is damaged or says something impossible
   */
  public static TokenEncoder fromJson(String json, String sourceName) {
    Json root = Json.parse(json, sourceName);
    Schema schema = Schema.fromJson(root.raw("schema"), sourceName);
    List<Json> entries = root.objects("columns", "column");
    root.check(entries.size() == schema.size(), "needs codes for each column");
    Set<Integer> before = new HashSet<>();
    List<ColumnTokens> columns = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Json in = entries.get(i);
      in.check(in.string("column").equals(schema.column(i).name()), "is misplaced");
      boolean numeric = schema.column(i).type().isNumeric();
      String tokens = in.string("tokens");
      columns.add(
          switch (tokens) {
            case FixedTokens.NAME -> FixedTokens.read(schema.column(i), in);
            case GivenTokens.NAME -> {
              in.check(schema.column(i).type() != ColumnType.ID, "makes identifiers known");
              before.add(i);
              yield new GivenTokens(schema.column(i));
            }
            case NumberTokens.NAME -> {
              in.check(numeric, "has numbers where labels are");
              yield NumberTokens.read(schema.column(i), in, before);
            }
            case LabelTokens.NAME -> {
              in.check(!numeric, "has labels where numbers are");
              yield LabelTokens.read(schema.column(i), in);
            }
            default -> throw in.fault("has codes of an unknown kind, '" + tokens + "'");
          });
      if (!columns.get(i).variables().isEmpty()) {
        before.add(i);
      }
    }
    return new TokenEncoder(schema, columns);
  }
}
