package io.semblance.data;

import java.util.Arrays;
import java.util.List;

/**
 * Cells of a CATEGORY, BOOLEAN or ID column, held as codes into a dictionary of labels; -1 means
 * missing. The dictionary of a category or boolean is {@link ColumnSchema#categories()};
 * identifiers have a dictionary of their own, which the schema does not know.
 */
public final class CategoricalColumn implements Column {
  /** The code of a missing cell. */
  public static final int MISSING = -1;

  private final ColumnSchema schema;
  private final int[] codes;
  private final List<String> dictionary;
  private final int missing;

  private CategoricalColumn(ColumnSchema schema, int[] codes, List<String> dictionary) {
    if (schema.type().isNumeric()) {
      throw new IllegalArgumentException(schema + " does not hold labels");
    }
    this.schema = schema;
    this.codes = codes;
    this.dictionary = dictionary;
    int n = 0;
    for (int code : codes) {
      if (code == MISSING) {
        n++;
      } else if (code < 0 || code >= dictionary.size()) {
        throw new IllegalArgumentException(
            schema + ": code " + code + " outside of " + dictionary.size() + " labels");
      }
    }
    missing = n;
  }

  /**
   * A CATEGORY or BOOLEAN column over the given codes, which are not copied and must not be changed
   * any more.
   *
   * @param codes one index into {@link ColumnSchema#categories()} per row; -1 for missing
   */
  public static CategoricalColumn of(ColumnSchema schema, int[] codes) {
    if (schema.type() == ColumnType.ID) {
      throw new IllegalArgumentException(schema + ": identifiers need a dictionary");
    }
    return new CategoricalColumn(schema, codes, schema.categories());
  }

  /**
   * An ID column over the given codes and labels, neither of which is copied.
   *
   * @param codes one index into the dictionary per row; -1 for missing
   */
  public static CategoricalColumn ofIds(ColumnSchema schema, int[] codes, List<String> dictionary) {
    if (schema.type() != ColumnType.ID) {
      throw new IllegalArgumentException(schema + " is not an identifier");
    }
    return new CategoricalColumn(schema, codes, dictionary);
  }

  /** An ID column with one text per row; null for missing. */
  public static CategoricalColumn ofIds(ColumnSchema schema, String[] texts) {
    int[] codes = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      codes[i] = texts[i] == null ? MISSING : i;
    }
    return ofIds(schema, codes, Arrays.asList(texts));
  }

  @Override
  public ColumnSchema schema() {
    return schema;
  }

  @Override
  public int size() {
    return codes.length;
  }

  /** The code of a row, counted from 0; -1 when missing. */
  public int code(int row) {
    return codes[row];
  }

  /** All codes. Shared with the column for speed: read only. */
  public int[] codes() {
    return codes;
  }

  /** The label of a row, or null when missing. */
  public String label(int row) {
    int code = codes[row];
    return code == MISSING ? null : dictionary.get(code);
  }

  /** The labels that the codes point to. */
  public List<String> dictionary() {
    return dictionary;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  @Override
  public int missingCount() {
    return missing;
  }

  @Override
  public CategoricalColumn select(int[] rows) {
    int[] out = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = codes[rows[i]];
    }
    return new CategoricalColumn(schema, out, dictionary);
  }

  @Override
  public CategoricalColumn slice(int from, int to) {
    return new CategoricalColumn(schema, Arrays.copyOfRange(codes, from, to), dictionary);
  }

  @Override
  public CategoricalColumn withSchema(ColumnSchema other) {
    boolean own = schema.type() == ColumnType.ID && other.type() == ColumnType.ID;
    return new CategoricalColumn(other, codes, own ? dictionary : other.categories());
  }
}
