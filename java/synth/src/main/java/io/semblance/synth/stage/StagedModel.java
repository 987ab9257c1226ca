package io.semblance.synth.stage;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.synth.Completion;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.DrawPlan;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;
import io.semblance.synth.ModelView;
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
  /** Numbers of rows that are tried in the place of others, of each so many. */
  private static final long TRIES = 1L << 40;

  private static final int EACH = 64;

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
                  Conditional.Given given = inner.given(condition);
                  Model staged =
                      new StagedModel(
                          given.model(), stages.stream().map(s -> s.given(condition)).toList());
                  if (stages.stream().allMatch(s -> s.keeps(condition))) {
                    return new Conditional.Given(staged, given.probability());
                  }
                  // A stage may change what was asked of: rows are looked at once more.
                  Conditional.Given tried = Conditional.byTrying(staged, condition);
                  return new Conditional.Given(
                      tried.model(), given.probability() * tried.probability());
                });
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
  public DrawPlan plan(SampleOptions options) {
    return model().plan(options);
  }

  @Override
  public RowSource open(DrawContext context) {
    RowSource source = model().open(context);
    List<RowStage> wanted = stages.stream().filter(stage -> stage.wanted(context)).toList();
    return new RowSource() {
      @Override
      public Table draw(long firstRow, int count) {
        Table rows = staged(firstRow, count);
        for (RowStage stage : wanted) {
          for (int row : stage.failed(rows)) {
            rows = replaced(rows, row, firstRow + row);
          }
        }
        return rows;
      }

      private Table staged(long firstRow, int count) {
        Table rows = source.draw(firstRow, count);
        for (RowStage stage : wanted) {
          rows = stage.apply(rows, firstRow, context.seed());
        }
        return rows;
      }

      /** The rows with another one, of the tries that belong to its number. */
      private Table replaced(Table rows, int row, long number) {
        Table tries = staged(TRIES + number % (TRIES >> 7) * EACH, EACH);
        boolean[] failed = new boolean[EACH];
        for (RowStage stage : wanted) {
          for (int other : stage.failed(tries)) {
            failed[other] = true;
          }
        }
        int taken = 0;
        while (taken < EACH && failed[taken]) {
          taken++;
        }
        if (taken == EACH) {
          throw new SynthesisException(
              "None of "
                  + EACH
                  + " rows of this model that were tried keeps "
                  + wanted.get(wanted.size() - 1)
                  + ": leave one of them out");
        }
        int place = rows.rows() + taken;
        int[] order = new int[rows.rows()];
        Arrays.setAll(order, i -> i == row ? place : i);
        Table both = Table.concat(List.of(rows, tries));
        Table out = both.select(order);
        for (Column column : rows.columns()) {
          if (column.schema().type() == ColumnType.ID) {
            out = out.with(column); // identifiers go by the number of the row
          }
        }
        return out;
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
