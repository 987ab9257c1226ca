package io.semblance.synth;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.rule.SeenKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Draws rows of which no two have the same key: a row whose key has come before gives its place to
 * another one. What a row becomes depends on those before it, so parts are drawn on several threads
 * but looked at in order.
 */
final class UniqueDraw<T> implements AutoCloseable {
  /** Rows that are tried for each one drawn, and before any, until that is said to be hopeless. */
  private static final int TRIES_EACH = 100;

  private static final int PATIENCE = 100_000;
  private static final int[] FIRST = {0};

  private final Model model;
  private final SampleOptions options;
  private final Function<? super Table, ? extends T> work;
  private final SeenKeys seen;
  private final RowSource tries;
  private final boolean identified; // whether identifiers are part of a key
  private long at;
  private long tried;

  UniqueDraw(Model model, SampleOptions options, Function<? super Table, ? extends T> work) {
    this.model = model;
    this.options = options;
    this.work = work;
    this.identified =
        model.keys().stream()
            .flatMap(List::stream)
            .anyMatch(name -> model.schema().column(name).type() == ColumnType.ID);
    this.seen = options.seen() == null ? new SeenKeys(model.keys()) : options.seen();
    // Rows depend on those before, which are drawn, too, unless their keys are known.
    this.at = options.seen() == null ? 0 : options.firstRow();
    DrawContext context = DrawContext.of(options);
    this.tries = model.open(context.with(OtherRows.seed(options.seed()), OtherRows.TRIES));
  }

  void run(Consumer<? super T> sink) {
    long end = options.firstRow() + options.rows();
    SampleOptions all = options.from(at, end - at);
    try (OrderedDraw<Table> draw = new OrderedDraw<>(model, all, Function::identity)) {
      draw.run(
          part -> {
            Table unique = unique(part);
            int before = (int) Math.min(part.rows(), Math.max(0, options.firstRow() - at));
            at += part.rows();
            if (before < part.rows() || options.rows() == 0 && at == end) {
              sink.accept(work.apply(unique.slice(before, part.rows())));
            }
          });
    }
  }

  private Table unique(Table part) {
    int[] repeated = new int[part.rows()];
    List<Table> others = new ArrayList<>();
    for (int row = 0; row < part.rows(); row++) {
      if (!seen.add(part, row)) {
        repeated[others.size()] = row;
        others.add(other(at + row, part.slice(row, row + 1)));
      }
    }
    int[] places = Arrays.copyOf(repeated, others.size());
    return places.length == 0 ? part : OtherRows.inPlace(part, places, others);
  }

  private Table other(long number, Table instead) {
    for (int block = 0; block < OtherRows.BLOCKS; block++) {
      if (tried > TRIES_EACH * number + PATIENCE) {
        break;
      }
      Table rows = tries.draw(OtherRows.first(number, block), OtherRows.TRIES);
      for (int row = 0; row < rows.rows(); row++) {
        tried++;
        // Identifiers stay those of the row that gives its place, and may be part of the key.
        Table one = rows.slice(row, row + 1);
        Table asWritten = identified ? OtherRows.inPlace(instead, FIRST, List.of(one)) : one;
        if (seen.add(asWritten, 0)) {
          return asWritten;
        }
      }
    }
    throw new SynthesisException(
        String.format(
            Locale.ROOT,
            "After %,d rows hardly another one comes whose key of %s is new: this model knows few"
                + " more. Ask for fewer rows, or fit without the rule",
            number,
            String.join(
                " or of ", model.keys().stream().map(key -> String.join(", ", key)).toList())));
  }

  @Override
  public void close() {
    tries.close();
  }
}
