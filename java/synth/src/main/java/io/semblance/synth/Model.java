package io.semblance.synth;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.engine.backend.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A fitted generative model of a table. Immutable. Holds no training rows: encoders know quantiles,
 * mixtures and labels, weights are weights.
 */
public abstract class Model {
  Model() {}

  /** Columns of the rows it draws. */
  public abstract Schema schema();

  /** Where the model comes from: settings, seed, version, backend, data hash, training curve. */
  public abstract Provenance provenance();

  /** What it is, in a few lines for people. */
  public abstract String describe();

  /**
   * The steps of this model, as they are compiled for sampling and were for training: sampling
   * first, then the updates of its networks where the model file tells enough to write them again.
   * Shapes are those of the fit; constants that were measured on the training table are made up.
   * Nothing for a table with nothing to learn; for one model per class the steps of the first.
   */
  public abstract List<ModelStep> steps();

  /** The models of the classes by what the target holds, in order; none unless per class. */
  public Map<String, Model> classes() {
    return Map.of();
  }

  /**
   * Rows of the parts that samples are drawn in. Parts end where the number of the next row is a
   * multiple of it.
   */
  abstract int partRows();

  /** Something that draws rows, for one thread at a time. */
  abstract RowSource open(SampleOptions options, Backend backend);

  /**
   * Draws rows and hands them to {@code sink} in order, in parts of a few thousand. Exactly {@link
   * SampleOptions#rows()} rows (if that is 0, one part without any); row n is the same however the
   * work is split. Memory does not grow with the number of rows.
   */
  public final void sample(SampleOptions options, Consumer<Table> sink) {
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
  public final <T> void sample(
      SampleOptions options,
      Supplier<? extends Function<? super Table, ? extends T>> perThread,
      Consumer<? super T> sink) {
    try (OrderedDraw<T> draw = new OrderedDraw<>(this, options, perThread)) {
      draw.run(sink);
    }
  }

  /** Writes this model's parts under {@code prefix}. */
  abstract void write(ModelArchive.Writer archive, String prefix);

  /** Draws {@code rows} rows into one table. */
  public final Table sample(long rows, long seed) {
    return sample(SampleOptions.builder().rows(rows).seed(seed).build());
  }

  /** Draws rows into one table. */
  public final Table sample(SampleOptions options) {
    List<Table> parts = new ArrayList<>();
    sample(options, parts::add);
    return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
  }

  /** Writes the model file whole or not at all. */
  public final void save(Path file) {
    ModelArchive.save(this, file);
  }

  /**
   * Reads a model file.
   *
   * @throws ModelFileException if it is not one, is broken, or was made by a newer version
   */
  public static Model load(Path file) {
    return ModelArchive.load(file);
  }
}
