package io.semblance.data.infer;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.CellReader;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Formulas;
import io.semblance.data.LabelKind;
import io.semblance.data.NumberKind;
import io.semblance.data.NumberText;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import io.semblance.data.StoredType;
import io.semblance.data.Text;
import io.semblance.data.TimedKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a column of texts into typed cells of a given schema. Works on the distinct texts and then
 * looks up each cell.
 */
final class ColumnBuilder {
  private final RawTable table;
  private final RawColumn column;
  private final ColumnSchema schema;
  private final Set<String> missing;
  private final StoredType stored; // null: cells are text
  private final TypingOptions options;
  private final List<String> texts;
  private boolean sawMissing;
  private long dropped;
  private String droppedText;
  private long infinite;

  ColumnBuilder(RawTable table, int position, ColumnSchema schema, TypingOptions options) {
    this.table = table;
    this.column = table.columns.get(position);
    this.schema = schema;
    this.missing = table.missing(options);
    this.stored = table.stored == null ? null : table.stored.get(position).type();
    this.options = options;
    this.texts = column.texts();
  }

  /**
   * The typed column.
   *
   * @throws io.semblance.data.DataException when a cell does not fit, unless the options are
   *     lenient
   */
  Column build() {
    Column built =
        switch (schema.type().cells()) {
          case NUMBERS -> numbers((NumericKind) schema.kind());
          case LABELS -> labels();
          case IDENTIFIERS -> identifiers();
        };
    if (dropped > 0) {
      options.onUnreadable().accept(schema.name(), dropped);
      options
          .onWarning()
          .accept(
              table.source
                  + ": column '"
                  + schema.name()
                  + "': "
                  + dropped
                  + " cells such as '"
                  + Text.shorten(droppedText)
                  + "' are no "
                  + schema.type().label()
                  + "; they are taken as missing");
    }
    if (built instanceof CategoricalColumn labels) {
      noteFormulas(labels);
    }
    return built;
  }

  /** A file that a program reads is harmless; one that a person opens may not be. */
  private void noteFormulas(CategoricalColumn labels) {
    for (String label : labels.dictionary()) {
      if (label != null && Formulas.isFormula(label)) {
        options
            .onWarning()
            .accept(
                table.source
                    + ": column '"
                    + schema.name()
                    + "' has cells such as '"
                    + Text.shorten(label)
                    + "' that a spreadsheet would run as a formula; they are kept as they are"
                    + " unless --escape-formulas is given");
        return;
      }
    }
  }

  /** How many cells did not fit the type and were taken as missing. */
  long dropped() {
    return dropped;
  }

  /** One of the dropped cells; null when there is none. */
  String droppedText() {
    return droppedText;
  }

  /** How many cells of a column of numbers were infinite and taken as missing. */
  long infinite() {
    return infinite;
  }

  private boolean isMissing(String text) {
    return missing.contains(text) || schema.nullable() && schema.missingTexts().containsKey(text);
  }

  private ColumnSchema withMissing(ColumnSchema.Builder changed) {
    return changed.nullable(schema.nullable() || sawMissing).build();
  }

  private void noteMissing(int code) {
    if (!schema.nullable() && !options.lenientCategories()) {
      throw table
          .badCell(column, schema.name(), code, "the schema allows no missing cell")
          .remedy("fill the cell, or set \"nullable\": true in the schema")
          .build();
    }
    sawMissing = true;
  }

  private Column numbers(NumericKind kind) {
    CellReader reader = reader(kind);
    List<String> missingTexts = List.copyOf(schema.missingTexts().keySet());
    double[] byCode = new double[texts.size()];
    int[] counts = null;
    for (int code = 0; code < byCode.length; code++) {
      String text = texts.get(code);
      byCode[code] = NumericColumn.missing(missingTexts.indexOf(text) + 1);
      if (isMissing(text) || kind.meansNone(text)) {
        noteMissing(code);
        if (kind.meansNone(text) && NumberText.isInfinity(text)) {
          counts = counts == null ? column.counts() : counts;
          infinite += counts[code];
        }
        continue;
      }
      byCode[code] = reader.read(text);
      if (!Double.isNaN(byCode[code])) {
        checkValue(kind, code, byCode[code]);
      } else if (options.lenientCategories()) {
        counts = counts == null ? column.counts() : counts;
        dropped += counts[code];
        droppedText = text;
        sawMissing = true;
      } else {
        throw table
            .badCell(column, schema.name(), code, kind.expected())
            .remedy("mend the cell or change the type of the column in the schema")
            .build();
      }
    }
    double[] values = new double[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = byCode[column.code(row)];
    }
    return NumericColumn.of(withMissing(schema.toBuilder()), values);
  }

  /** Dates and times of typed sources have one text, whatever the pattern of the column. */
  private CellReader reader(NumericKind kind) {
    if (!(kind instanceof TimedKind timed) || table.stored == null) {
      return kind.reader();
    }
    CellReader own = stored == null ? null : StoredText.reader(stored, timed.unitMillis());
    if (own != null || stored != null) {
      return own == null ? kind.reader() : own;
    }
    CellReader asWritten = kind.reader(); // SQLite has dates as texts, by convention of ISO
    CellReader iso = StoredText.anyReader(timed.unitMillis());
    return text -> {
      double value = asWritten.read(text);
      return Double.isNaN(value) ? iso.read(text) : value;
    };
  }

  private void checkValue(NumericKind kind, int code, double value) {
    if (options.lenientCategories()) {
      return;
    }
    boolean whole = kind instanceof NumberKind number && number.whole();
    if (whole && value != Math.rint(value)) {
      throw table
          .badCell(column, schema.name(), code, "a whole number was expected")
          .remedy("mend the cell or set \"type\": \"number\" in the schema")
          .build();
    }
    if (value < kind.min() || value > kind.max()) {
      boolean low = value < kind.min();
      throw table
          .badCell(
              column,
              schema.name(),
              code,
              "the schema allows nothing "
                  + (low ? "less than " : "greater than ")
                  + bound(kind, low ? kind.min() : kind.max()))
          .remedy("mend the cell or widen \"min\" and \"max\" in the schema")
          .build();
    }
  }

  private static String bound(NumericKind kind, double value) {
    return kind instanceof NumberKind ? Double.toString(value) : kind.text(value);
  }

  private Column labels() {
    Map<String, Integer> positions = new HashMap<>();
    List<String> labels = new ArrayList<>(schema.categories());
    for (int i = 0; i < labels.size(); i++) {
      positions.put(labels.get(i), i);
    }
    Integer rest = positions.get(((LabelKind) schema.kind()).rest());
    Map<Double, Integer> byValue = LabelOrder.byValue(labels);
    int[] byCode = new int[texts.size()];
    List<String> fresh = new ArrayList<>();
    for (int code = 0; code < byCode.length; code++) {
      String text = texts.get(code);
      Integer known = positions.get(text);
      known = known == null ? byValue.get(LabelOrder.value(text)) : known;
      known = known == null && stored != null ? sameTruth(text) : known;
      if (known != null) {
        byCode[code] = known;
      } else if (isMissing(text)) {
        noteMissing(code);
        byCode[code] = CategoricalColumn.MISSING;
      } else if (rest != null) {
        byCode[code] = rest;
      } else if (options.lenientCategories()) {
        byCode[code] = labels.size();
        labels.add(text);
        fresh.add(text);
      } else {
        String list =
            labels.size() <= 12
                ? "one of " + Text.list(labels, "labels")
                : labels.size() + " others";
        throw table
            .badCell(column, schema.name(), code, "the schema knows " + list)
            .remedy("mend the cell or add it to \"categories\" in the schema")
            .build();
      }
    }
    if (!fresh.isEmpty()) {
      options
          .onWarning()
          .accept(
              table.source
                  + ": column '"
                  + schema.name()
                  + "': "
                  + fresh.size()
                  + " labels that the schema does not know, such as '"
                  + Text.shorten(fresh.get(0))
                  + "'");
    }
    return CategoricalColumn.of(withMissing(schema.toBuilder().categories(labels)), cells(byCode));
  }

  /** The one of two labels that says yes, or no, as a text does: True and true, 1 and true. */
  private Integer sameTruth(String text) {
    List<String> labels = schema.categories();
    Boolean truth = Truth.of(text);
    if (truth == null || labels.size() > 2) {
      return null;
    }
    for (int i = 0; i < labels.size(); i++) {
      if (truth.equals(Truth.of(labels.get(i)))) {
        return i;
      }
    }
    return null;
  }

  private Column identifiers() {
    int[] byCode = new int[texts.size()];
    for (int code = 0; code < byCode.length; code++) {
      byCode[code] = code;
      if (isMissing(texts.get(code))) {
        noteMissing(code);
        byCode[code] = CategoricalColumn.MISSING;
      }
    }
    return CategoricalColumn.ofIds(withMissing(schema.toBuilder()), cells(byCode), texts);
  }

  private int[] cells(int[] byCode) {
    int[] codes = new int[column.rows()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = byCode[column.code(row)];
    }
    return codes;
  }
}
