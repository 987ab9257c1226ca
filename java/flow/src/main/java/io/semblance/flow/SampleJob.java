package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.rule.SeenKeys;
import io.semblance.synth.Conditional;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Draws rows of a model, block by block, each block under a condition of its own.
 *
 * <pre>{@code
 * SampleJob job =
 *     SampleJob.builder()
 *         .model(model)
 *         .blocks(SampleBlock.balanced(model.schema(), "income", 10_000, null))
 *         .options(SampleOptions.builder().seed(3).build())
 *         .build();
 * job.run(output);
 * }</pre>
 */
public final class SampleJob {
  /**
   * A block that is going to be drawn.
   *
   * @param block what was asked for
   * @param model draws its rows
   * @param probability the share of the model's rows that satisfy the condition; 1 without one
   * @param triesEach rows that are drawn for each one that is kept, about; 1 without trying
   */
  public record Planned(SampleBlock block, Model model, double probability, double triesEach) {
    /** Whether such rows are drawn without trying. */
    public boolean exact() {
      return triesEach == 1;
    }
  }

  private final Model model;
  private final SampleOptions options;
  private final List<Planned> planned = new ArrayList<>();

  private SampleJob(Builder b) {
    model = b.model;
    options = b.options;
    for (SampleBlock block : b.blocks) {
      planned.add(planned(block));
    }
    if (planned.size() > 1 && options.firstRow() > 0 && !model.keys().isEmpty()) {
      throw new IllegalArgumentException(
          "a rule of this model says that keys are unique, so that its rows depend on those before:"
              + " blocks of several conditions are drawn from row 0 on");
    }
  }

  private Planned planned(SampleBlock block) {
    Condition condition = block.condition();
    if (condition == null) {
      return new Planned(block, model, 1, 1);
    }
    Conditional.Given given = Conditional.of(model).given(condition);
    return new Planned(block, given.model(), given.probability(), given.triesEach());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The blocks with the models that draw them, and how rare their rows are. */
  public List<Planned> planned() {
    return List.copyOf(planned);
  }

  /**
   * Draws all rows and writes them; committing is the caller's.
   *
   * @return how many
   * @throws java.io.UncheckedIOException if writing fails
   * @throws SynthesisException if rows of a condition do not come
   */
  public long run(TableOutput output) {
    return run(output, part -> {});
  }

  /** The same; {@code also} sees each part after it was written. */
  public long run(TableOutput output, Consumer<Table> also) {
    long[] rows = {0};
    Consumer<Table> counted =
        part -> {
          rows[0] += part.rows();
          also.accept(part);
        };
    SeenKeys seen = planned.size() > 1 ? new SeenKeys(model.keys()) : null;
    for (Planned block : planned) {
      SampleOptions own =
          options.toBuilder()
              .firstRow(options.firstRow() + rows[0])
              .rows(block.block().rows())
              .seen(seen)
              .build();
      output.write(block.model(), own, counted);
    }
    return rows[0];
  }

  /** Builds a {@link SampleJob}. */
  public static final class Builder {
    private Model model;
    private List<SampleBlock> blocks = List.of();
    private SampleOptions options = SampleOptions.builder().build();

    private Builder() {}

    /** What draws; must be given. */
    public Builder model(Model value) {
      model = value;
      return this;
    }

    /** What to draw, in this order; must be given. */
    public Builder blocks(List<SampleBlock> value) {
      blocks = List.copyOf(value);
      return this;
    }

    /** How to draw; the number of rows is that of the blocks. */
    public Builder options(SampleOptions value) {
      options = Objects.requireNonNull(value, "options");
      return this;
    }

    /**
     * The job, with every condition looked at.
     *
     * @throws IllegalArgumentException if model or blocks are missing, or several blocks of a model
     *     with unique keys do not begin at row 0
     * @throws io.semblance.data.DataException if a condition names what is not there, or no row can
     *     satisfy it
     */
    public SampleJob build() {
      if (model == null || blocks.isEmpty()) {
        throw new IllegalArgumentException(
            (model == null ? "model" : "blocks") + " is missing: say what to draw");
      }
      return new SampleJob(this);
    }
  }
}
