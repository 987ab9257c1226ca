package io.semblance.synth;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
   * Draws rows in order and hands them to {@code sink} in parts of a few thousand. Exactly {@link
   * SampleOptions#rows()} rows; row n is the same however the work is split.
   */
  public abstract void sample(SampleOptions options, Consumer<Table> sink);

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
