package io.semblance.quality.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.quality.summary.TableSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A {@link Comparison} as JSON, as described in {@code docs/report-format.md}. Undefined numbers
 * are null.
 */
public final class ComparisonJson {
  /** The name and version of the format. */
  public static final String SCHEMA = "semblance.comparison/1";

  /** Of a wide table not all pairs are written; they are sorted, so these are the most changed. */
  private static final int MOST_PAIRS = 10_000;

  private final JsonGenerator json;

  private ComparisonJson(JsonGenerator json) {
    this.json = json;
  }

  /** The JSON text, indented. */
  public static String write(Comparison comparison, String nameA, String nameB) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      new ComparisonJson(json).comparison(comparison, nameA, nameB);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private void comparison(Comparison comparison, String nameA, String nameB) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    table("a", nameA, comparison.a());
    table("b", nameB, comparison.b());
    long shared = comparison.a().rowCounts().shared(comparison.b().rowCounts());
    json.writeFieldName("distinct_rows_in_both");
    value(shared < 0 ? Double.NaN : shared);
    json.writeArrayFieldStart("columns");
    for (ColumnChange column : comparison.columns()) {
      column(column, true);
    }
    json.writeEndArray();
    pairs(comparison);
    if (comparison.target() != null) {
      json.writeStringField("target", comparison.target());
      json.writeArrayFieldStart("classes");
      for (Comparison.ClassChange change : comparison.classes()) {
        json.writeStartObject();
        json.writeStringField("class", change.label());
        number("share_a", change.a());
        number("share_b", change.b());
        json.writeArrayFieldStart("columns");
        for (ColumnChange column : change.columns()) {
          column(column, false);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void table(String key, String name, TableSummary table) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("source", name);
    json.writeNumberField("rows", table.rows());
    json.writeNumberField("duplicate_rows", table.rowCounts().duplicates());
    json.writeEndObject();
  }

  private void column(ColumnChange column, boolean whole) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", column.name());
    number("moved", column.moved());
    number("distance", column.distance());
    number("chance", column.chance());
    number("missing_change", column.missing());
    if (whole) {
      json.writeStringField("type", column.a().schema().type().label());
      if (column.a() instanceof NumericSummary a && column.b() instanceof NumericSummary b) {
        number("wasserstein", column.wasserstein());
        number("mean_a", a.moments().mean());
        number("mean_b", b.moments().mean());
        number("std_a", a.moments().deviation());
        number("std_b", b.moments().deviation());
      } else {
        json.writeArrayFieldStart("labels");
        for (ColumnChange.Share share : column.shares()) {
          json.writeStartObject();
          json.writeStringField("value", share.label());
          number("a", share.a());
          number("b", share.b());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private void pairs(Comparison comparison) throws IOException {
    Associations a = comparison.associationsOfA();
    Associations b = comparison.associationsOfB();
    List<Comparison.PairChange> pairs = comparison.pairs();
    json.writeArrayFieldStart("pairs");
    for (Comparison.PairChange pair : pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()))) {
      json.writeStartObject();
      json.writeStringField("x", a.columns().get(pair.j()).name());
      json.writeStringField("y", a.columns().get(pair.i()).name());
      number("change", pair.change());
      number("variation", pair.variation());
      for (Measure measure : Measure.values()) {
        double x = a.get(measure, pair.i(), pair.j());
        double y = b.get(measure, pair.i(), pair.j());
        if (!Double.isNaN(x) || !Double.isNaN(y)) {
          json.writeArrayFieldStart(measure.key());
          value(x);
          value(y);
          json.writeEndArray();
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void number(String name, double value) throws IOException {
    json.writeFieldName(name);
    value(value);
  }

  private void value(double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(Math.round(value * 1e9) / 1e9);
    } else {
      json.writeNull();
    }
  }
}
