package io.semblance.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels out of a finite set.
 *
 * @param pair whether there are at most two, the first one meaning "no"
 * @param categories the labels; empty when not known
 * @param rest the label of cells that hold none of the others, such as {@code other}; null: there
 *     are no such cells
 */
public record LabelKind(boolean pair, List<String> categories, String rest) implements ColumnKind {
  /**
   * Labels.
   *
   * @throws IllegalArgumentException when the rest is none of them
   */
  public LabelKind {
    categories = List.copyOf(categories);
    if (rest != null && !categories.contains(rest)) {
      throw new IllegalArgumentException("'" + rest + "' is none of the labels");
    }
  }

  /** Labels, and no cells with others. */
  public LabelKind(boolean pair, List<String> categories) {
    this(pair, categories, null);
  }

  /** The same with other labels; the rest stays if it is one of them. */
  LabelKind with(List<String> labels) {
    return new LabelKind(pair, labels, rest != null && labels.contains(rest) ? rest : null);
  }

  static LabelKind unknown(boolean pair) {
    return new LabelKind(pair, List.of());
  }

  static LabelKind read(boolean pair, SchemaNode in) {
    List<String> labels = in.labels("categories");
    if (pair && labels.size() > 2) {
      throw in.fault("a boolean has at most two categories", "use \"type\": \"category\"");
    }
    if (!in.has("rest")) {
      return new LabelKind(pair, labels);
    }
    String rest = in.text("rest");
    if (!labels.contains(rest)) {
      throw in.fault("\"rest\" is none of the categories", "add it to \"categories\"");
    }
    return new LabelKind(pair, labels, rest);
  }

  @Override
  public ColumnType type() {
    return pair ? ColumnType.BOOLEAN : ColumnType.CATEGORY;
  }

  @Override
  public Encoding encoding() {
    return Encoding.LABELS;
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("categories", categories);
    if (rest != null) {
      facts.put("rest", rest);
    }
    return facts;
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return !categories.isEmpty();
  }

  @Override
  public LabelKind completedBy(ColumnKind found) {
    return isComplete()
        ? this
        : new LabelKind(pair, ((LabelKind) found).categories(), ((LabelKind) found).rest());
  }
}
