package io.semblance.synth.resample;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.engine.random.Philox;
import io.semblance.synth.FitCancelledException;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Makes a {@link RowPool} of a table. Depends on the table, the settings and the seed alone. */
final class ResampleFit {
  private final Table table;
  private final ResampleSettings settings;
  private final long seed;
  private final int threads;
  private final BooleanSupplier cancelled;
  private final TargetClasses classes;
  private final FeatureSpace space;

  private ResampleFit(
      Table table,
      String target,
      ResampleSettings settings,
      long seed,
      int threads,
      BooleanSupplier cancelled) {
    if (table.rows() == 0) {
      throw new SynthesisException("The table has no rows to interpolate between");
    }
    this.table = table;
    this.settings = settings;
    this.seed = seed;
    this.threads = threads;
    this.cancelled = cancelled;
    classes = TargetClasses.of(table, target);
    List<Column> compared = new ArrayList<>(learnt(table));
    compared.removeIf(column -> column.name().equals(classes.target()));
    space = new FeatureSpace(compared, settings.scaled());
  }

  /**
   * Keeps rows and finds their neighbours.
   *
   * @param target the column whose classes keep their shares and do not mix, or null
   * @param seed of the choice and order of the rows that are kept
   * @param threads how many search; the pool does not depend on it
   * @param cancelled asked now and then
   * @throws SynthesisException if the table has no rows, the target is an identifier, or the search
   *     was cancelled
   */
  public static RowPool fit(
      Table table,
      String target,
      ResampleSettings settings,
      long seed,
      int threads,
      BooleanSupplier cancelled) {
    return new ResampleFit(table, target, settings, seed, threads, cancelled).pool();
  }

  /** All columns but identifiers, which are made anew. */
  private static List<Column> learnt(Table table) {
    return table.columns().stream().filter(c -> c.schema().type() != ColumnType.ID).toList();
  }

  private RowPool pool() {
    List<RowPool.ClassRows> found = new ArrayList<>();
    int[] kept = new int[0];
    Points sample = settings.byDensity() && classes.rows().size() > 1 ? sample() : null;
    for (int c = 0; c < classes.rows().size(); c++) {
      int[] members = classes.rows().get(c);
      int[] own = subset(members, settings.maxRows(), seed, ResampleStreams.ORDER, c);
      Points points = space.points(own);
      Neighbours near = search(points, points, space.labelCost(members));
      int from = kept.length;
      found.add(
          new RowPool.ClassRows(
              classes.names().get(c),
              members.length,
              from,
              from + own.length,
              near.each(),
              Arrays.stream(near.positions()).map(p -> from + p).toArray(),
              sample == null ? null : othersAround(points, sample, c)));
      kept = Arrays.copyOf(kept, from + own.length);
      System.arraycopy(own, 0, kept, from, own.length);
    }
    int[] rows = kept;
    List<Column> columns = learnt(table).stream().map(column -> column.select(rows)).toList();
    return new RowPool(table.schema(), columns, found, settings.labels());
  }

  private Neighbours search(Points queries, Points references, float labelCost) {
    Neighbours found =
        new NeighbourSearch(queries, references, labelCost, settings.neighbours())
            .run(threads, cancelled);
    if (found == null) {
      throw new FitCancelledException(
          "Cancelled before all neighbours were found; nothing can be drawn yet");
    }
    return found;
  }

  /**
   * Rows of the whole table in which each class has its share, which the pool need not show as it
   * holds great classes in part.
   */
  private Points sample() {
    int[] all = IntStream.range(0, table.rows()).toArray();
    return space.points(subset(all, settings.maxRows(), seed, ResampleStreams.DENSITY, 0));
  }

  /**
   * For each row, how many of its K neighbours in the whole table are of other classes: Delta_i of
   * He et al. (2008). Their r_i is this over K; divided by the class's sum it is their density
   * distribution, whichever of the two one starts from. Null if the class has none around it.
   */
  private int[] othersAround(Points points, Points sample, int own) {
    boolean[] same = new boolean[table.rows()];
    for (int row : classes.rows().get(own)) {
      same[row] = true;
    }
    int[] all = IntStream.range(0, table.rows()).toArray();
    Neighbours near = search(points, sample, space.labelCost(all));
    int[] others = new int[points.size()];
    for (int i = 0; i < near.positions().length; i++) {
      others[i / near.each()] += same[sample.rows()[near.positions()[i]]] ? 0 : 1;
    }
    return Arrays.stream(others).anyMatch(n -> n > 0) ? others : null;
  }

  /**
   * Some of the given numbers, drawn without replacement, in random order.
   *
   * @param group numbers the draws of one stream apart
   * @param most how many at most
   */
  private static int[] subset(int[] from, int most, long seed, int stream, int group) {
    int[] rest = from.clone();
    int count = Math.min(most, rest.length);
    for (int i = 0; i < count; i++) {
      int j = i + Philox.below(seed, stream, (long) group << 32 | i, rest.length - i);
      int drawn = rest[j];
      rest[j] = rest[i];
      rest[i] = drawn;
    }
    return Arrays.copyOf(rest, count);
  }
}
