package io.semblance.quality.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.semblance.data.ColumnSchema;
import io.semblance.quality.page.Bins;
import io.semblance.quality.summary.Cells;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.Distribution;
import io.semblance.quality.summary.FrequentKeys.Frequent;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.Moments;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.quality.summary.TableSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A {@link Profile} as JSON, as described in {@code docs/report-format.md}. Undefined numbers are
 * null.
 */
public final class ProfileJson {
  /** The name and version of the format. */
  public static final String SCHEMA = "semblance.profile/1";

  private static final int FREQUENT = 100;
  private static final int EXTREMES = 10;
  private static final int BINS = 40;
  private static final double[] QUANTILES = {.01, .05, .25, .5, .75, .95, .99};

  private final JsonGenerator json;

  private ProfileJson(JsonGenerator json) {
    this.json = json;
  }

  /** The JSON text, indented. */
  public static String write(Profile profile) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      new ProfileJson(json).profile(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private void profile(Profile profile) throws IOException {
    TableSummary summary = profile.summary();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeObjectFieldStart("table");
    json.writeStringField("source", profile.options().source());
    json.writeNumberField("rows", summary.rows());
    json.writeNumberField("columns", summary.schema().size());
    json.writeNumberField(
        "missing_cells", summary.columns().stream().mapToLong(ColumnSummary::missing).sum());
    json.writeNumberField("complete_rows", summary.missingness().rowsWith(0));
    json.writeNumberField("duplicate_rows", summary.rowCounts().duplicates());
    json.writeNumberField("repeated_rows", summary.rowCounts().repeated());
    json.writeBooleanField("duplicates_exact", summary.rowCounts().exact());
    json.writeNumberField("memory_bytes", summary.memory());
    json.writeBooleanField("pairs_from_sample", !summary.sample().whole());
    json.writeEndObject();
    alerts(profile.alerts());
    json.writeArrayFieldStart("columns");
    for (ColumnSummary column : summary.columns()) {
      column(summary, column);
    }
    json.writeEndArray();
    correlations(profile.associations());
    sequences(profile.options().sequences());
    series(profile.series());
    json.writeEndObject();
  }

  private void sequences(SequenceFacts facts) throws IOException {
    if (facts == null) {
      return;
    }
    json.writeObjectFieldStart("sequences");
    json.writeNumberField("count", facts.sequences());
    json.writeFieldName("lengths");
    json.writeArray(facts.lengths(), 0, facts.lengths().length);
    number("interval", facts.interval());
    number("regularity", round(facts.regularity()));
    names("statics", facts.statics());
    names("follow_from_time", facts.following());
    names("features", facts.features());
    names("notes", facts.notes());
    json.writeEndObject();
  }

  private void names(String field, List<String> names) throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private void alerts(List<Alert> alerts) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (Alert alert : alerts) {
      json.writeStartObject();
      json.writeStringField("kind", alert.kind().label());
      json.writeBooleanField("warning", alert.kind().warning());
      json.writeStringField("column", alert.column());
      if (alert.other() != null) {
        json.writeStringField("other", alert.other());
      }
      number("value", alert.value());
      json.writeStringField("text", alert.words());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void column(TableSummary summary, ColumnSummary column) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", column.name());
    json.writeStringField("type", column.schema().type().label());
    json.writeNumberField("count", column.present());
    json.writeNumberField("missing", column.missing());
    json.writeNumberField("infinite", column.infinite());
    json.writeNumberField("misfits", column.misfits());
    json.writeNumberField("distinct", column.distinct());
    json.writeBooleanField("exact", column.exact());
    if (column.present() > 0) {
      if (column instanceof NumericSummary numbers) {
        numbers(numbers);
      } else {
        labels(summary, (LabelSummary) column);
      }
    }
    json.writeEndObject();
  }

  private void numbers(NumericSummary column) throws IOException {
    ColumnSchema schema = column.schema();
    Moments moments = column.moments();
    moments(moments);
    if (!schema.numeric().axis().hasZero()) {
      json.writeStringField("first", Cells.text(schema, moments.min()));
      json.writeStringField("last", Cells.text(schema, moments.max()));
    }
    if (schema.numeric().axis().hasGaps()) {
      DateGaps gaps = DateGaps.of(column);
      if (gaps != null) {
        json.writeObjectFieldStart("gaps");
        number("usual_step_ms", gaps.usual());
        json.writeNumberField("count", gaps.count());
        number("longest_ms", gaps.widest());
        json.writeStringField("longest_from", Cells.text(schema, gaps.from()));
        json.writeStringField("longest_to", Cells.text(schema, gaps.to()));
        json.writeEndObject();
      }
    }
    json.writeNumberField("zeros", column.zeros());
    json.writeNumberField("negatives", column.negatives());
    json.writeStringField("order", ColumnCards.order(column));
    Distribution values = column.distribution();
    json.writeObjectFieldStart("quantiles");
    for (double p : QUANTILES) {
      number(String.format(Locale.ROOT, "%.2f", p), values.quantile(p));
    }
    json.writeEndObject();
    number("mad", values.medianAbsoluteDeviation());
    Bins bins = Bins.of(values, schema.numeric(), BINS);
    json.writeObjectFieldStart("histogram");
    json.writeFieldName("edges");
    json.writeArray(bins.edges(), 0, bins.size() + 1);
    json.writeArrayFieldStart("counts");
    for (double count : bins.counts(values)) {
      json.writeNumber((long) count);
    }
    json.writeEndArray();
    json.writeEndObject();
    values("common", schema, column.common(FREQUENT));
    values("least", schema, column.least(EXTREMES));
    values("greatest", schema, column.greatest(EXTREMES));
  }

  private void moments(Moments moments) throws IOException {
    number("mean", moments.mean());
    number("std", moments.deviation());
    number("variance", moments.variance());
    number("min", moments.min());
    number("max", moments.max());
    number("sum", moments.sum());
    number("skewness", moments.skewness());
    number("kurtosis", moments.kurtosis());
  }

  private void values(String name, ColumnSchema schema, List<Frequent<Double>> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Frequent<Double> value : values) {
      json.writeStartObject();
      json.writeStringField("value", Cells.text(schema, value.key()));
      json.writeNumberField("count", value.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void labels(TableSummary summary, LabelSummary column) throws IOException {
    List<Frequent<String>> common = column.common(FREQUENT);
    asNumbers(summary, column);
    json.writeObjectFieldStart("length");
    number("min", column.lengths().min());
    number("mean", column.lengths().mean());
    number("max", column.lengths().max());
    json.writeEndObject();
    if (column.words().any()) {
      json.writeObjectFieldStart("words");
      number("min", column.words().perLabel().min());
      number("mean", column.words().perLabel().mean());
      number("max", column.words().perLabel().max());
      frequencies(column.words().common(FREQUENT));
      json.writeEndObject();
    }
    json.writeNumberField("occur_once", column.once());
    json.writeNumberField("read_as_numbers", column.numbers());
    if (column.exact()) {
      number("entropy", Alerts.entropy(column.common(Integer.MAX_VALUE), column.present()));
    }
    frequencies(common);
  }

  private void frequencies(List<Frequent<String>> labels) throws IOException {
    json.writeArrayFieldStart("common");
    for (Frequent<String> label : labels) {
      json.writeStartObject();
      json.writeStringField("value", label.key());
      json.writeNumberField("count", label.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Labels that stand for numbers, such as 0 and 1, have moments too. */
  private void asNumbers(TableSummary summary, LabelSummary column) throws IOException {
    var view = summary.view(summary.schema().indexOf(column.name()));
    if (view == null || !column.exact()) {
      return;
    }
    Moments moments = new Moments();
    for (Frequent<String> label : column.common(Integer.MAX_VALUE)) {
      double value = view.value(label.key());
      if (Double.isFinite(value)) {
        moments.add(value, label.count());
      }
    }
    moments(moments);
  }

  private void correlations(Associations associations) throws IOException {
    json.writeObjectFieldStart("correlations");
    for (Measure measure : Measure.values()) {
      List<Integer> defined = associations.defined(measure);
      json.writeObjectFieldStart(measure.key());
      json.writeArrayFieldStart("columns");
      for (int i : defined) {
        json.writeString(associations.columns().get(i).name());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("matrix");
      for (int i : defined) {
        json.writeStartArray();
        for (int j : defined) {
          value(round(associations.get(measure, i, j)));
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static double round(double value) {
    return Double.isNaN(value) ? value : Math.round(value * 1e6) / 1e6;
  }

  private void series(List<TimeSeries> series) throws IOException {
    if (series.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("series");
    for (TimeSeries one : series) {
      json.writeStartObject();
      json.writeStringField("column", one.name());
      json.writeNumberField("points", one.times().length);
      json.writeFieldName("autocorrelation");
      json.writeArray(one.autocorrelation(), 0, one.autocorrelation().length);
      if (one.adf() != null) {
        json.writeObjectFieldStart("adf");
        number("statistic", one.adf().statistic());
        number("p_value", one.adf().pValue());
        json.writeNumberField("lags", one.adf().lags());
        json.writeEndObject();
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
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }
}
