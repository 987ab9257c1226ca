package io.semblance.synth;

import io.semblance.data.condition.Condition;

/** A model that knows the rows that satisfy a condition: it draws them alone, without trying. */
public interface Conditional {
  /**
   * The model of the rows that satisfy a condition.
   *
   * @param model draws such rows and no others
   * @param probability that a row of the unconditional model satisfies it; an estimate where the
   *     model cannot know it
   */
  record Given(Model model, double probability) {
    /** Rows that are drawn for each one that is kept, about; 1 where none is drawn in vain. */
    public double triesEach() {
      Model drawn = model;
      while (drawn instanceof ModelView view) {
        if (drawn instanceof RejectionModel trying) {
          return 1 / trying.probability();
        }
        drawn = view.model();
      }
      return 1;
    }
  }

  /** Any model of rows: one that does not know draws until enough rows satisfy a condition. */
  static Conditional of(Model model) {
    return model.conditional().orElse(condition -> RejectionModel.of(model, condition));
  }

  /** A model under a condition, by drawing until enough rows satisfy it. */
  static Given byTrying(Model model, Condition condition) {
    return RejectionModel.of(model, condition);
  }

  /** A model whose rows pass a test of one's own, by drawing until enough do. */
  static Given byTrying(Model model, RowTest test) {
    return RejectionModel.of(model, test);
  }

  /**
   * The model under a condition: p(row | condition).
   *
   * @throws io.semblance.data.DataException if the schema makes it impossible
   * @throws SynthesisException if no row of this model satisfies it
   */
  Given given(Condition condition);
}
