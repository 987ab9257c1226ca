package io.semblance.synth.refine;

import io.semblance.data.Table;
import io.semblance.synth.Completion;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.DrawPlan;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;
import io.semblance.synth.ModelView;
import io.semblance.synth.RejectionModel;
import io.semblance.synth.RowSource;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of which rows are kept by their weights: {@link RefinementFit}. */
public final class RefinedModel extends ModelView {
  /** As reports name it. */
  public static final String NAME = "refinement";

  private static final int PILOT = 8_192;

  private final Factors factors;
  private final double rate;
  private final RejectionModel kept;

  /**
   * @param rate share of the model's rows that are kept, above 0
   */
  RefinedModel(Model model, Factors factors, double rate) {
    super(model);
    this.factors = factors;
    this.rate = rate;
    this.kept = new RejectionModel(model, factors, rate);
  }

  /**
   * Refines a model of rows, whatever its kind.
   *
   * @param train what it was learnt from
   * @return the model itself where there is nothing to refine
   */
  public static Model of(Model model, Table train) {
    Factors factors = RefinementFit.run(model, train);
    if (factors == null) {
      return model;
    }
    double rate = RefinementFit.rate(factors, model.sample(PILOT, 1));
    return rate < RefinedModelCodec.LEAST_RATE ? model : new RefinedModel(model, factors, rate);
  }

  Factors factors() {
    return factors;
  }

  /** Share of the model's rows that are kept. */
  public double rate() {
    return rate;
  }

  @Override
  public List<String> stages() {
    List<String> all = new ArrayList<>(model().stages());
    all.add(NAME);
    return all;
  }

  @Override
  public Map<String, Model> classes() {
    return model().classes();
  }

  @Override
  public Optional<Conditional> conditional() {
    return model()
        .conditional()
        .map(
            inner ->
                condition -> {
                  Conditional.Given given = inner.given(condition);
                  double own = RefinementFit.rate(factors, given.model().sample(PILOT, 1));
                  if (own < RefinedModelCodec.LEAST_RATE) {
                    throw new SynthesisException(
                        "The refinement keeps hardly any row that satisfies " + condition);
                  }
                  return new Conditional.Given(
                      new RefinedModel(given.model(), factors, own),
                      Math.min(1, given.probability() * own / rate));
                });
  }

  @Override
  public Model tempered(double temperature) {
    Model model = model().tempered(temperature);
    double own = RefinementFit.rate(factors, model.sample(PILOT, 1));
    if (own < RefinedModelCodec.LEAST_RATE) {
      throw new SynthesisException("The refinement keeps hardly any row of this temperature");
    }
    return new RefinedModel(model, factors, own);
  }

  /** That of the model, without the refinement. */
  @Override
  public Optional<Likelihood> likelihood() {
    return model().likelihood();
  }

  @Override
  public Optional<Completion> completion() {
    return model().completion();
  }

  @Override
  public int partRows() {
    return kept.partRows();
  }

  @Override
  public DrawPlan plan(SampleOptions options) {
    return kept.plan(options);
  }

  @Override
  public RowSource open(DrawContext context) {
    return kept.open(context);
  }
}
