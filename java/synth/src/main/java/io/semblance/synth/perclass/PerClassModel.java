package io.semblance.synth.perclass;

import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One model per class of a target column, drawn from by the classes' shares. */
public final class PerClassModel implements Model {
  /**
   * One class.
   *
   * @param key the target's number or category code; NaN for missing
   * @param share of the training rows
   * @param model of all columns but the target
   */
  record Part(double key, double share, Model model) {}

  private final Schema schema;
  private final String target;
  private final List<Part> parts;
  private final Provenance provenance;

  PerClassModel(Schema schema, String target, List<Part> parts, Provenance provenance) {
    this.schema = schema;
    this.target = target;
    this.parts = List.copyOf(parts);
    this.provenance = provenance;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String describe() {
    return parts.size()
        + " models, one per class of "
        + target
        + "; the first:\n"
        + parts.get(0).model().describe();
  }

  @Override
  public List<ModelStep> steps() {
    return parts.get(0).model().steps();
  }

  @Override
  public Map<String, Model> classes() {
    Map<String, Model> classes = new LinkedHashMap<>();
    parts.forEach(part -> classes.put(label(part.key()), part.model()));
    return Collections.unmodifiableMap(classes);
  }

  /** Classes keep their shares. */
  @Override
  public Model tempered(double temperature) {
    List<Part> all =
        parts.stream()
            .map(p -> new Part(p.key(), p.share(), p.model().tempered(temperature)))
            .toList();
    return new PerClassModel(schema, target, all, provenance);
  }

  /** What the target's cells of a class hold; nothing for missing ones. */
  private String label(double key) {
    ColumnSchema column = schema.column(target);
    if (Double.isNaN(key)) {
      return "";
    }
    return column.type().isNumeric()
        ? BigDecimal.valueOf(key).stripTrailingZeros().toPlainString()
        : column.categories().get((int) key);
  }

  String target() {
    return target;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  public boolean carriesRealRows() {
    return parts.stream().anyMatch(part -> part.model().carriesRealRows());
  }

  @Override
  public List<String> stages() {
    return parts.get(0).model().stages();
  }

  @Override
  public int partRows() {
    return PerClassRows.PART;
  }

  @Override
  public RowSource open(DrawContext context) {
    return new PerClassRows(this, context);
  }
}
