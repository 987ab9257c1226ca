package io.semblance.data;

import java.util.List;
import java.util.Map;

/**
 * Labels out of a finite set.
 *
 * @param pair whether there are at most two, the first one meaning "no"
 * @param categories the labels; empty when not known
 */
public record LabelKind(boolean pair, List<String> categories) implements ColumnKind {
  /** Labels. */
  public LabelKind {
    categories = List.copyOf(categories);
  }

  static LabelKind unknown(boolean pair) {
    return new LabelKind(pair, List.of());
  }

  static LabelKind read(boolean pair, SchemaNode in) {
    List<String> labels = in.labels("categories");
    if (pair && labels.size() > 2) {
      throw in.fault("a boolean has at most two categories", "use \"type\": \"category\"");
    }
    return new LabelKind(pair, labels);
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
    return Map.of("categories", categories);
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
    return isComplete() ? this : new LabelKind(pair, ((LabelKind) found).categories());
  }
}
