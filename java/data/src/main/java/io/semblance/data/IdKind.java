package io.semblance.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    return pattern == null ? Map.of() : Map.of("id", shape());
  }

  private Map<String, Object> shape() {
    Map<String, Object> shape = new LinkedHashMap<>();
    if (pattern.isSequence()) {
      shape.put("start", pattern.start());
      shape.put("digits", pattern.digits());
      return shape;
    }
    List<Map<String, Object>> templates = new ArrayList<>();
    for (int i = 0; i < pattern.templates().size(); i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("template", pattern.templates().get(i));
      one.put("weight", pattern.weights().get(i));
      templates.add(one);
    }
    shape.put("templates", templates);
    return shape;
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
