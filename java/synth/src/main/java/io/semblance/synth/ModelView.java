package io.semblance.synth;

import io.semblance.data.Schema;
import io.semblance.data.condition.Condition;
import java.util.List;
import java.util.Objects;

/** A model that draws rows of another one in a way of its own, and is else what that one is. */
public abstract class ModelView implements Model {
  private final Model model;

  /**
   * A view.
   *
   * @param model whose rows it draws
   */
  protected ModelView(Model model) {
    this.model = Objects.requireNonNull(model, "model");
  }

  /** What draws the rows; its kind may know more of them, such as their density. */
  public Model model() {
    return model;
  }

  @Override
  public Schema schema() {
    return model.schema();
  }

  @Override
  public Provenance provenance() {
    return model.provenance();
  }

  @Override
  public String describe() {
    return model.describe();
  }

  @Override
  public List<ModelStep> steps() {
    return model.steps();
  }

  @Override
  public boolean carriesRealRows() {
    return model.carriesRealRows();
  }

  @Override
  public List<String> stages() {
    return model.stages();
  }

  @Override
  public void check(Condition condition) {
    model.check(condition);
  }

  @Override
  public List<List<String>> keys() {
    return model.keys();
  }

  @Override
  public int partRows() {
    return model.partRows();
  }
}
