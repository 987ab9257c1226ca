package io.semblance.synth.autoregressive;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.archive.Safetensors.Tensor;
import io.semblance.synth.train.Checkpoints;
import io.semblance.synth.train.CollapseWatch;
import io.semblance.synth.train.FitReporter;
import io.semblance.synth.train.TrainingLoop;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trains networks by the likelihood of rows, and folds the average of their weights. */
public final class LikelihoodFit {
  /** Epochs after which networks have hardly begun to learn. */
  private static final int FEW_EPOCHS = 5;

  private LikelihoodFit() {}

  /** Makes networks of one shape. */
  @FunctionalInterface
  public interface Maker {
    /**
     * @param prefix of the names of all weights
     * @param folded whether embeddings and heads are tables as they come
     */
    RowNetworks networks(String prefix, boolean folded);
  }

  /** Makes the model of folded weights. */
  @FunctionalInterface
  public interface Folded {
    /** The model as it would be if training ended now. */
    Model model(Map<String, Tensor> weights);
  }

  /**
   * Rows.
   *
   * @param width numbers of a row
   * @param train training rows, one after the other
   * @param heldOut rows to judge by, at least one
   */
  public record Rows(int width, float[] train, float[] heldOut) {
    int count() {
      return train.length / width;
    }

    int held() {
      return heldOut.length / width;
    }
  }

  /**
   * What came of it.
   *
   * @param weights of folded networks, by name
   */
  public record Fitted(Map<String, Tensor> weights, Provenance.Training training) {}

  /** The prefix of the names of folded weights. */
  public static final String PREFIX = "networks";

  /**
   * Trains until nothing gets better, or the options say that it is enough.
   *
   * @param before where the model comes from, for checkpoints
   * @param previewOrNull the model for those who look on while it learns; null for none
   */
  public static Fitted run(
      Maker maker,
      Rows rows,
      AutoregressiveSettings settings,
      int batch,
      Backend backend,
      FitOptions options,
      FitReporter reporter,
      Provenance before,
      Folded previewOrNull) {
    int chunk = AutoregressiveTraining.stepsPerEpoch(rows.count(), batch) * batch;
    try (Session session = backend.open(new SessionOptions(options.seed(), options.threads()))) {
      AutoregressiveSteps steps =
          new AutoregressiveSteps(
              settings,
              maker.networks(PREFIX, false),
              maker.networks("average", false),
              rows.width(),
              rows.count(),
              batch,
              chunk,
              rows.held());
      Folding folding = new Folding(session, steps.average(), maker.networks(PREFIX, true));
      AutoregressiveTraining training =
          new AutoregressiveTraining(
              session,
              steps,
              rows.train(),
              rows.heldOut(),
              options.seed(),
              previewOrNull == null
                  ? null
                  : count ->
                      previewOrNull.model(folding.weights()).sample(drawing(options, count)));
      TrainingLoop.Plan plan =
          new TrainingLoop.Plan(TrainingLoop.Plan.OPEN, settings.patience(), settings.slowdowns());
      TrainingLoop loop =
          new TrainingLoop(
              session,
              training,
              options.epochs() == null ? plan : plan.withEpochs(options.epochs()),
              null,
              reporter,
              CollapseWatch.none(),
              Checkpoints.of(options, before));
      TrainingLoop.Outcome outcome = loop.run();
      if (outcome.ending().equals(TrainingLoop.BUDGET_USED)
          && outcome.curve().size() < FEW_EPOCHS) {
        reporter.event(
            "the budget ended training after "
                + outcome.curve().size()
                + " of some 20 to 60 epochs: give it more time, or take a model that needs less");
      }
      return new Fitted(
          folding.weights(),
          new Provenance.Training(outcome.ending(), outcome.curve(), reporter.events()));
    }
  }

  private static SampleOptions drawing(FitOptions options, int rows) {
    return SampleOptions.builder()
        .rows(rows)
        .seed(options.seed())
        .threads(options.threads())
        .backend(options.backend())
        .build();
  }

  /** Weights as a model keeps them; compiled when they are first asked for. */
  private static final class Folding {
    private final Session session;
    private final RowNetworks folded;
    private final Map<Variable, Node> values;
    private Program program;

    Folding(Session session, RowNetworks average, RowNetworks folded) {
      this.session = session;
      this.folded = folded;
      values = average.foldedInto(folded);
    }

    Map<String, Tensor> weights() {
      if (program == null) {
        Step step = new Step();
        values.values().forEach(step::output);
        program = session.compile(step);
      }
      program.run();
      Map<String, Tensor> weights = new LinkedHashMap<>();
      values.forEach(
          (v, node) -> {
            float[] read = new float[v.shape().size()];
            program.read(node, read);
            folded.forbidUnseen(v, read);
            weights.put(v.name(), new Tensor(v.shape(), read));
          });
      return weights;
    }
  }
}
