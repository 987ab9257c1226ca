package io.semblance.synth;

import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;

/**
 * How one kind of model is written to a model file and read from it. Found by {@link
 * java.util.ServiceLoader}, so that a family of models, also one outside this project, brings its
 * own: {@code META-INF/services/io.semblance.synth.ModelCodec} names the class.
 *
 * @param <M> the kind of model
 */
public interface ModelCodec<M extends Model> {
  /** The name of this kind in model files, such as {@code per-class}. */
  String kind();

  /** The class of the models that this codec writes. */
  Class<M> type();

  /** Whether this codec is only for files of older versions. */
  default boolean readsOnly() {
    return false;
  }

  /**
   * Puts all parts of a model but its provenance, which is stored for it. Models within it are
   * written by {@link Models#write}.
   */
  void write(M model, ArchiveWriter archive);

  /**
   * Reads what {@link #write} wrote.
   *
   * @param provenance of the model
   * @throws io.semblance.synth.archive.ModelFileException if a part is missing, or the parts do not
   *     make a model that could be drawn from
   */
  M read(ArchiveReader archive, Provenance provenance);
}
