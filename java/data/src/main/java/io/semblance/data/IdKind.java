package io.semblance.data;

import java.util.Map;

/**
 * Identifiers: never learnt, regenerated from their shape.
 *
 * @param pattern the shape; null when not known
 */
public record IdKind(IdPattern pattern) implements ColumnKind {
  static IdKind unknown() {
    return new IdKind(null);
  }

  static IdKind read(SchemaNode in) {
    return new IdKind(in.idPattern("id"));
  }

  @Override
  public ColumnType type() {
    return ColumnType.ID;
  }

  @Override
  public Encoding encoding() {
    return Encoding.IDENTIFIERS;
  }

  @Override
  public Map<String, Object> facts() {
    return pattern == null ? Map.of() : Map.of("id", pattern.facts());
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return pattern != null;
  }

  @Override
  public IdKind completedBy(ColumnKind found) {
    return isComplete() ? this : (IdKind) found;
  }
}
