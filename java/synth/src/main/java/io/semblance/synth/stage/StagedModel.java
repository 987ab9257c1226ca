package io.semblance.synth.stage;

import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.synth.Completion;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.DrawPlan;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;
import io.semblance.synth.ModelView;
import io.semblance.synth.OtherRows;
import io.semblance.synth.RowSource;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model whose rows go through a list of stages, in order. */
public final class StagedModel extends ModelView {
  private final List<RowStage> stages;

  /**
   * @param model what draws the rows
   * @param stages what is done to them, in order
   */
  public StagedModel(Model model, List<RowStage> stages) {
    super(model);
    this.stages = List.copyOf(stages);
  }

  /** A model whose rows go through one more stage at the end. */
  public static StagedModel of(Model model, RowStage stage) {
    if (model instanceof StagedModel staged) {
      List<RowStage> all = new ArrayList<>(staged.stages);
      all.add(stage);
      return new StagedModel(staged.model(), all);
    }
    return new StagedModel(model, List.of(stage));
  }

  List<RowStage> list() {
    return stages;
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
                  check(condition);
                  List<RowStage> under = stages.stream().map(s -> s.given(condition)).toList();
                  Conditional.Given given = inner.given(condition);
                  Model staged = new StagedModel(given.model(), under);
                  if (stages.stream().allMatch(s -> s.keeps(condition))) {
                    return new Conditional.Given(staged, given.probability());
                  }
                  // A stage may change what was asked of: rows are looked at once more.
                  Conditional.Given tried = Conditional.byTrying(staged, condition);
                  return new Conditional.Given(
                      tried.model(), given.probability() * tried.probability());
                });
  }

  @Override
  public void check(Condition condition) {
    super.check(condition);
    stages.forEach(stage -> stage.check(condition));
  }

  @Override
  public Model tempered(double temperature) {
    return new StagedModel(model().tempered(temperature), stages);
  }

  /** Of the model; stages do what they can without touching cells that are given. */
  @Override
  public Optional<Completion> completion() {
    return model()
        .completion()
        .map(
            inner ->
                (rows, firstRow, seed) -> {
                  Table filled = inner.complete(rows, firstRow, seed);
                  for (RowStage stage : stages) {
                    filled = stage.completed(filled, rows);
                  }
                  return filled;
                });
  }

  /** That of the model before the stages. */
  @Override
  public Optional<Likelihood> likelihood() {
    return model().likelihood();
  }

  @Override
  public List<String> stages() {
    return stages.stream().map(RowStage::name).toList();
  }

  @Override
  public List<List<String>> keys() {
    List<List<String>> keys = new ArrayList<>(model().keys());
    stages.forEach(stage -> keys.addAll(stage.keys()));
    return keys;
  }

  @Override
  public DrawPlan plan(SampleOptions options) {
    return model().plan(options);
  }

  @Override
  public RowSource open(DrawContext context) {
    List<RowStage> wanted = stages.stream().filter(stage -> stage.wanted(context)).toList();
    return new Rows(context, wanted);
  }

  /** Rows of the model that went through the stages. */
  private final class Rows implements RowSource {
    private final DrawContext context;
    private final List<RowStage> wanted;
    private final RowSource source;
    private RowSource others; // opened when needed, which is rare

    Rows(DrawContext context, List<RowStage> wanted) {
      this.context = context;
      this.wanted = wanted;
      this.source = model().open(context);
    }

    @Override
    public Table draw(long firstRow, int count) {
      Table rows = staged(source, firstRow, count, context.seed());
      int[] failed = failed(rows);
      return failed.length == 0 ? rows : replaced(rows, failed, firstRow);
    }

    private Table staged(RowSource from, long firstRow, int count, long seed) {
      Table rows = from.draw(firstRow, count);
      for (RowStage stage : wanted) {
        rows = stage.apply(rows, firstRow, seed);
      }
      return rows;
    }

    private int[] failed(Table rows) {
      return wanted.stream()
          .flatMapToInt(stage -> Arrays.stream(stage.failed(rows)))
          .sorted()
          .distinct()
          .toArray();
    }

    /** The rows with others in the place of those that failed. */
    private Table replaced(Table rows, int[] failed, long firstRow) {
      List<Table> all = new ArrayList<>();
      for (int place : failed) {
        all.add(other(firstRow + place));
      }
      return OtherRows.inPlace(rows, failed, all);
    }

    /** One row that does not fail, of the tries that belong to the number of a row. */
    private Table other(long number) {
      long seed = OtherRows.seed(context.seed());
      if (others == null) {
        others = model().open(context.with(seed, context.batch()));
      }
      for (int block = 0; block < OtherRows.BLOCKS; block++) {
        long first = OtherRows.first(number, block);
        Table tries = staged(others, first, OtherRows.TRIES, seed);
        int[] wrong = failed(tries);
        for (int row = 0; row < tries.rows(); row++) {
          if (Arrays.binarySearch(wrong, row) < 0) {
            return tries.slice(row, row + 1);
          }
        }
      }
      throw new SynthesisException(
          String.format(
              "None of %,d rows that were tried in the place of row %,d keeps %s. Fit again without"
                  + " the rule that is hardest to keep",
              OtherRows.BLOCKS * OtherRows.TRIES, number, stages.get(stages.size() - 1)));
    }

    @Override
    public void close() {
      source.close();
      if (others != null) {
        others.close();
      }
    }
  }
}
