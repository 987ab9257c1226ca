package io.semblance.synth;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A fitted generative model of a table. Immutable, safe to use from many threads.
 *
 * <p>Users draw with {@link #sample(long, long)} and its kin. A new kind of model implements {@link
 * #open}, which draws rows by their absolute numbers, and brings a {@link ModelCodec} for its file;
 * splitting the work over threads and keeping the rows in order is done here for all.
 */
public interface Model {
  /** Columns of the rows it draws. */
  Schema schema();

  /** Where the model comes from: enough to fit it again. */
  Provenance provenance();

  /** What it is, in a few lines for people. */
  String describe();

  /**
   * The steps of this model, as they are compiled for sampling and were for training: sampling
   * first, then the updates of its networks where the model file tells enough to write them again.
   * Shapes are those of the fit; constants that were measured on the training table are made up.
   * Nothing for a model without networks; for one model per class the steps of the first.
   */
  default List<ModelStep> steps() {
    return List.of();
  }

  /** The models of the classes by what the target holds, in order; none unless per class. */
  default Map<String, Model> classes() {
    return Map.of();
  }

  /**
   * Whether the model holds rows of the table that it was fitted to. Such a model must be kept as
   * the table itself is kept. Most hold none: encoders know quantiles and labels, weights are
   * weights.
   */
  default boolean carriesRealRows() {
    return false;
  }

  /** Whether rows belong to sequences, of which they are parts. */
  default boolean drawsSequences() {
    return false;
  }

  /** Draws under conditions, where the model can do so without trying; most cannot. */
  default Optional<Conditional> conditional() {
    return Optional.empty();
  }

  /**
   * Refuses a condition of which it is sure, without drawing, that no row satisfies it.
   *
   * @throws io.semblance.data.DataException saying why
   */
  default void check(Condition condition) {
    condition.check(schema());
  }

  /** Fills missing cells given those that are there, where the model can. */
  default Optional<Completion> completion() {
    return Optional.empty();
  }

  /** Goes on from a history, where the model draws sequences step by step. */
  default Optional<Continuation> continuation() {
    return Optional.empty();
  }

  /** How likely rows are, where the model knows; models that play games or interpolate do not. */
  default Optional<Likelihood> likelihood() {
    return Optional.empty();
  }

  /**
   * The same model, more or less daring: each probability of what is drawn next to the power of 1
   * over the temperature, scaled so that they add up to 1. Below 1 rows are likelier and more
   * alike, above 1 rarer ones come more often; neither has the shares of the table any more.
   *
   * @param temperature from .01 to 100; 1 for the model as it is
   * @throws IllegalArgumentException if it is out of this range
   * @throws SynthesisException if a model of this kind has no temperature
   */
  default Model tempered(double temperature) {
    throw new SynthesisException(
        provenance().synthesizer()
            + " has no temperature; fit a model that has one: autoregressive or recurrent");
  }

  /** The names of the stages that rows go through after the model, in order. */
  default List<String> stages() {
    return List.of();
  }

  /**
   * Names of the columns of each key: no two rows of a sample have the same cells in all of them.
   */
  default List<List<String>> keys() {
    return List.of();
  }

  /**
   * What its {@link RowSource} is to draw for these options: rows of these numbers.
   *
   * @throws SynthesisException if the model cannot draw what is asked for
   */
  default DrawPlan plan(SampleOptions options) {
    if (options.sequences() != null || options.start() != null || options.length() > 0) {
      throw new SynthesisException(
          "This model draws rows, not sequences: ask for a number of rows, or fit with"
              + " --sequence-by, --time or --length to learn sequences");
    }
    return new DrawPlan(options.firstRow(), options.rows(), 0);
  }

  /**
   * Rows of the parts that samples are drawn in. Parts end where the number of the next row is a
   * multiple of it.
   */
  int partRows();

  /** Something that draws rows, for one thread at a time. */
  RowSource open(DrawContext context);

  /**
   * Draws rows and hands them to {@code sink} in order, in parts of a few thousand. Exactly {@link
   * SampleOptions#rows()} rows (if that is 0, one part without any); row n is the same however the
   * work is split. Memory does not grow with the number of rows, but for some 32 bytes a row where
   * the model has {@link #keys}.
   */
  default void sample(SampleOptions options, Consumer<Table> sink) {
    this.<Table>sample(options, Function::identity, sink);
  }

  /**
   * The same, with work on each part that need not wait for the parts before, such as turning it
   * into text.
   *
   * @param perThread called once on each thread that draws; makes a function that this thread alone
   *     applies to the parts that it draws, so it may keep buffers
   * @param sink receives the results in order, on the calling thread
   */
  default <T> void sample(
      SampleOptions options,
      Supplier<? extends Function<? super Table, ? extends T>> perThread,
      Consumer<? super T> sink) {
    if (!keys().isEmpty()) {
      try (UniqueDraw<T> draw = new UniqueDraw<>(this, options, perThread.get())) {
        draw.run(sink);
      }
      return;
    }
    try (OrderedDraw<T> draw = new OrderedDraw<>(this, options, perThread)) {
      draw.run(sink);
    }
  }

  /** Draws {@code rows} rows into one table. */
  default Table sample(long rows, long seed) {
    return sample(SampleOptions.builder().rows(rows).seed(seed).build());
  }

  /** Draws rows into one table. */
  default Table sample(SampleOptions options) {
    List<Table> parts = new ArrayList<>();
    sample(options, parts::add);
    return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
  }

  /** Writes the model file whole or not at all; see {@link Models#save}. */
  default void save(Path file) {
    Models.save(this, file);
  }
}
