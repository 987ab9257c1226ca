package io.semblance.synth.series;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.RowSource;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Windows drawn as rows of a model of rows, and taken apart into steps. */
public final class WindowModel extends SeriesModel {
  /**
   * Rows drawn for a window that is to be of a label or to begin at a time of the day, of which the
   * nearest is taken: a model of rows cannot be told.
   */
  private static final int CANDIDATES = 64;

  private final Model rows;
  private final Schema steps;
  private final TableEncoder identifiers;

  /**
   * @param rows draws rows of {@link WindowTable}
   * @param steps columns of the table of steps
   * @param identifiersOrNull makes up those of them that are identifiers
   */
  WindowModel(
      SeriesModelCodec.Parts parts, Model rows, Schema steps, TableEncoder identifiersOrNull) {
    super(parts.frame(), null, null, parts.provenance());
    this.rows = rows;
    this.steps = steps;
    this.identifiers = identifiersOrNull;
  }

  @Override
  public Model tempered(double temperature) {
    SeriesModelCodec.Parts parts = new SeriesModelCodec.Parts(frame(), null, null, provenance());
    return new WindowModel(parts, rows.tempered(temperature), steps, identifiers);
  }

  Model rows() {
    return rows;
  }

  Schema stepSchema() {
    return steps;
  }

  TableEncoder identifiers() {
    return identifiers;
  }

  @Override
  public boolean carriesRealRows() {
    return rows.carriesRealRows();
  }

  @Override
  public List<String> stages() {
    return rows.stages();
  }

  @Override
  protected int mostTimes() {
    return frame().times();
  }

  @Override
  protected boolean drawsAttributes() {
    return true;
  }

  /** Windows that begin at other times of the day were not learnt: their noon would be wrong. */
  @Override
  protected void checkStart(double start) {
    double half = frame().schedule().interval() / 2;
    for (double cycle : frame().sharedCycles()) {
      if (frame().phaseError(start, cycle) * cycle >= half) {
        throw new SynthesisException(
            "The model has learnt windows that begin at the time of day of "
                + frame().text(frame().schedule().base())
                + "; start at that time of another day, or take a model that goes from step to"
                + " step, such as timegan or var");
      }
    }
  }

  @Override
  protected String describeSteps() {
    return "windows as rows of " + rows.schema().size() + " columns";
  }

  @Override
  protected StepSource openSteps(DrawContext context, int times) {
    RowSource source = rows.open(context);
    double start = context.start() == null ? Double.NaN : frame().instant(context.start());
    return new StepSource() {
      @Override
      public Drawn draw(Attributes given) {
        return assembled(chosen(source, given), given.first(), context, start, times);
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  /** One row a window. */
  private Table chosen(RowSource source, Attributes given) {
    int conditions = frame().conditions();
    if (conditions == 0) {
      return drawn(source, given.first(), given.count());
    }
    Table all = drawn(source, given.first() * CANDIDATES, given.count() * CANDIDATES);
    int[] nearest = new int[given.count()];
    float[] wanted = new float[conditions];
    for (int i = 0; i < nearest.length; i++) {
      long sequence = given.first() + i;
      frame().conditions(frame().names().label(sequence), given.starts()[i], wanted, 0);
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < CANDIDATES; c++) {
        double[] has = WindowTable.condition(all, i * CANDIDATES + c, conditions);
        double distance = 0;
        for (int k = 0; k < conditions; k++) {
          distance += (has[k] - wanted[k]) * (has[k] - wanted[k]);
        }
        if (distance < least) {
          least = distance;
          nearest[i] = i * CANDIDATES + c;
        }
      }
    }
    return all.select(nearest);
  }

  private Table drawn(RowSource source, long first, int count) {
    List<Table> parts = new ArrayList<>();
    for (long at = first; at < first + count; ) {
      int some = (int) Math.min(first + count - at, rows.partRows() - at % rows.partRows());
      parts.add(source.draw(at, some));
      at += some;
    }
    return Table.concat(parts);
  }

  private StepSource.Drawn assembled(
      Table windows, long first, DrawContext context, double start, int times) {
    int learnt = frame().times();
    int count = windows.rows();
    Attributes own = frame().attributes(first, count, windows, start, context.length());
    Table all = steps(windows, steps, identifiers, learnt, first, context.seed());
    if (times == learnt) {
      return new StepSource.Drawn(own, all);
    }
    int[] kept = new int[count * times];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = i / times * learnt + i % times;
    }
    return new StepSource.Drawn(own, all.select(kept));
  }

  /** The table of steps of windows. */
  static Table steps(
      Table windows, Schema steps, TableEncoder identifiers, int times, long first, long seed) {
    List<ColumnSchema> learnt =
        steps.columns().stream().filter(c -> c.type() != ColumnType.ID).toList();
    Map<String, Column> made = new HashMap<>();
    WindowTable.filled(WindowTable.steps(windows, learnt, times), times)
        .forEach(c -> made.put(c.name(), c));
    if (identifiers != null) {
      identifiers
          .decode(new float[0], windows.rows() * times, first * times, seed)
          .columns()
          .forEach(c -> made.put(c.name(), c));
    }
    return Table.of(steps.names().stream().map(made::get).toList());
  }
}
