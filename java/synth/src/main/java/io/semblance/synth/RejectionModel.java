package io.semblance.synth;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A model whose rows pass a test, such as a condition, by drawing until enough do. Each part of a
 * sample has tries of its own, so that its rows are the same however the work is split. How rare
 * such rows are is found out before; a part that needs far more tries than that ends with an error.
 */
public final class RejectionModel extends ModelView {
  /** Tries by which rarity is judged: at first, then ever twice as many, and at most. */
  private static final int PILOT = 1_000;

  private static final int MOST_PILOT = 1_000_000;
  private static final int ENOUGH = 50;

  private static final int PART = 4_096;

  /** Tries at once, at most; fewer where fewer are likely to do. */
  private static final int TRIES = 8_192;

  private static final int LEAST_TRIES = 32;
  private static final double MORE = 1.1;

  /** A part may need so many times the tries that are expected. */
  private static final double PATIENCE = 20;

  /** Rows that are tried for one sample, which may take minutes. */
  private static final double MOST_TRIES = 1e8;

  private static final long PILOT_SEED = 0x70696c6f74L;

  /** Of rows that pass no rarer than this any number is drawn. */
  private static final double COMMON = .05;

  private final RowTest test;
  private final double probability;

  /** Tries of a part have numbers of their own, 2^bits of them. */
  private final int bits;

  /**
   * A model whose rows pass a test that is known to be passed often enough.
   *
   * @param probability that a row of the model passes, above 0
   */
  public RejectionModel(Model model, RowTest test, double probability) {
    super(model);
    this.test = test;
    this.probability = probability;
    this.bits = 64 - Long.numberOfLeadingZeros(most(PART) + TRIES);
  }

  /** That a row of the model passes the test. */
  double probability() {
    return probability;
  }

  /** What to do about a test that hardly any row passes. */
  private static String advice(Model model, String less) {
    return model.conditional().isPresent()
        ? less // it knows such rows as well as any
        : less + ", or fit a model that knows such rows: autoregressive, circuit or gmm";
  }

  /**
   * The model under a condition.
   *
   * @throws io.semblance.data.DataException if it is sure that no row can satisfy it
   * @throws SynthesisException if none of a million rows satisfies it, or the model draws sequences
   */
  static Conditional.Given of(Model model, Condition condition) {
    model.check(condition);
    return of(model, new SatisfiesCondition(condition, condition.describe(model.schema())));
  }

  /**
   * The model of rows that pass a test, of which it is found out how many do.
   *
   * @throws SynthesisException if none of a million rows passes, or the model draws sequences
   */
  static Conditional.Given of(Model model, RowTest test) {
    if (model.drawsSequences()) {
      throw new SynthesisException(
          "Rows of a sequence depend on those before them: no condition can be asked of them yet");
    }
    int found = 0;
    int tried = 0;
    while (tried < MOST_PILOT && found < ENOUGH) {
      int size = tried == 0 ? PILOT : Math.min(tried, MOST_PILOT - tried);
      int[] seen = {tried, found};
      SampleOptions pilot =
          SampleOptions.builder().rows(size).firstRow(tried).seed(PILOT_SEED).build();
      try (OrderedDraw<Table> draw = new OrderedDraw<>(model, pilot, Function::identity)) {
        draw.run(
            rows -> { // part by part: there may be many
              for (boolean kept : test.kept(rows, seen[0])) {
                seen[1] += kept ? 1 : 0;
              }
              seen[0] += rows.rows();
            });
      }
      tried = seen[0];
      found = seen[1];
    }
    if (found == 0) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "None of %,d rows of this model satisfies %s, and they are drawn by trying alone. %s",
              tried,
              test,
              advice(model, "Ask for less")));
    }
    double probability = (double) found / tried;
    return new Conditional.Given(new RejectionModel(model, test, probability), probability);
  }

  /**
   * Refuses what would take hours.
   *
   * @throws SynthesisException if more rows would have to be tried than anyone waits for
   */
  @Override
  public DrawPlan plan(SampleOptions options) {
    double tries = options.rows() / probability;
    if (tries > MOST_TRIES && probability < COMMON) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "About one row of %,.0f satisfies %s, so that some %,.0f would have to be tried for %,d"
                  + " rows; at most %,.0f are. %s",
              1 / probability,
              test,
              tries,
              options.rows(),
              MOST_TRIES,
              advice(
                  model(),
                  String.format(
                      Locale.ROOT,
                      "Ask for at most %,d rows",
                      (long) (MOST_TRIES * probability)))));
    }
    return super.plan(options);
  }

  @Override
  public int partRows() {
    return PART;
  }

  @Override
  public RowSource open(DrawContext context) {
    // Other rows than those of the model, or of another condition, under the same seed.
    RowSource tries = model().open(context.with(context.seed() ^ test.key(), context.batch()));
    RowSource numbered = model().open(context);
    return new RowSource() {
      private long part = -1;
      private Table rows;

      @Override
      public Table draw(long firstRow, int count) {
        if (count == 0) {
          return numbered.draw(firstRow, 0);
        }
        if (firstRow / PART != part || rows.rows() < firstRow % PART + count) {
          part = firstRow / PART;
          rows = accepted(tries, part, (int) (firstRow % PART) + count);
        }
        int from = (int) (firstRow % PART);
        Table drawn = rows.slice(from, from + count);
        return identified(drawn, numbered, firstRow);
      }

      @Override
      public void close() {
        tries.close();
        numbered.close();
      }
    };
  }

  /** Tries after which a part is given up. */
  private long most(int count) {
    return (long) (PATIENCE * (count + 10) / probability) + TRIES;
  }

  /** The first rows of a part. */
  private Table accepted(RowSource source, long part, int count) {
    List<Table> found = new ArrayList<>();
    long most = most(count);
    if (part > Long.MAX_VALUE >> bits) {
      throw new SynthesisException(
          "Row " + part * PART + " is too far: rows drawn by trying are counted up to some 10^15");
    }
    long at = part << bits;
    int have = 0;
    for (long tried = 0; have < count; ) {
      if (tried > most) {
        throw new SynthesisException(
            String.format(
                Locale.ROOT,
                "Of %,d rows that were tried %,d satisfy %s: far fewer than the %.3g%% expected",
                tried,
                have,
                test,
                100 * probability));
      }
      long first = at + tried;
      long some = (long) Math.min(TRIES, LEAST_TRIES + MORE * (count - have) / probability);
      int size = (int) Math.min(some, model().partRows() - first % model().partRows());
      Table rows = source.draw(first, size);
      boolean[] kept = test.kept(rows, first);
      int[] right = IntStream.range(0, size).filter(row -> kept[row]).toArray();
      right = Arrays.copyOf(right, Math.min(right.length, count - have));
      if (right.length > 0) {
        found.add(rows.select(right));
        have += right.length;
      }
      tried += size;
    }
    return found.size() == 1 ? found.get(0) : Table.concat(found);
  }

  /** Identifiers go by the number of the row, not by that of the try. */
  private Table identified(Table rows, RowSource numbered, long firstRow) {
    Table made = null;
    Table out = rows;
    for (Column column : rows.columns()) {
      if (column.schema().type() == ColumnType.ID) {
        made = made == null ? drawn(numbered, firstRow, rows.rows()) : made;
        out = out.with(made.column(column.name()));
      }
    }
    return out;
  }

  private Table drawn(RowSource source, long firstRow, int count) {
    List<Table> parts = new ArrayList<>();
    for (long at = firstRow; at < firstRow + count; ) {
      long left = firstRow + count - at;
      int size = (int) Math.min(left, model().partRows() - at % model().partRows());
      parts.add(source.draw(at, size));
      at += size;
    }
    return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
  }
}
