package io.semblance.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.DataException;
import io.semblance.engine.EngineException;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelArchive;
import io.semblance.synth.archive.ModelFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Saves models and loads them again.
 *
 * <pre>{@code
 * Models.save(model, Path.of("patients.semblance"));
 * Model again = Models.load(Path.of("patients.semblance"));
 * }</pre>
 */
public final class Models {
  private static final String MANIFEST = "manifest.json";
  private static final String PROVENANCE = "provenance.json";

  /** Files of format 1 hold one kind of model with its stages, and per-class models of it. */
  private static final int OLDEST_FORMAT = 1;

  private static final int FORMAT = 2;

  private Models() {}

  /** Looked up when first needed. */
  private static final class Codecs {
    static final List<ModelCodec<?>> ALL = load();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<ModelCodec<?>> load() {
      return (List)
          ServiceLoader.load(ModelCodec.class).stream().map(ServiceLoader.Provider::get).toList();
    }
  }

  /**
   * Writes the model file whole or not at all. The same model is the same bytes.
   *
   * @throws java.io.UncheckedIOException naming the file, if it cannot be written
   */
  public static void save(Model model, Path file) {
    ArchiveWriter archive = new ArchiveWriter();
    ObjectNode manifest = new ObjectMapper().createObjectNode();
    manifest.put("format", FORMAT);
    manifest.put("made_by", "Semblance " + Provenance.currentVersion());
    manifest.put("kind", kind(model));
    archive.put(MANIFEST, manifest);
    write(model, archive);
    ModelArchive.write(archive, file);
  }

  /** The name of a model's kind in model files, as {@link #read} takes it. */
  public static String kind(Model model) {
    return codec(model).kind();
  }

  /** Writes a model that is a part of another one, with its provenance. */
  public static void write(Model model, ArchiveWriter archive) {
    archive.put(PROVENANCE, model.provenance().toJson());
    writeParts(model, archive);
  }

  /** Writes a model that shares the provenance of the one that it is a part of. */
  public static void writeParts(Model model, ArchiveWriter archive) {
    write(codec(model), model, archive);
  }

  private static <M extends Model> void write(
      ModelCodec<M> codec, Model model, ArchiveWriter archive) {
    codec.write(codec.type().cast(model), archive);
  }

  private static ModelCodec<?> codec(Model model) {
    return Codecs.ALL.stream()
        .filter(codec -> codec.type() == model.getClass() && !codec.readsOnly())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No codec is registered for " + model.getClass()));
  }

  /**
   * Reads a model file.
   *
   * @throws ModelFileException if it is not one, is broken, or was made by a newer version
   */
  public static Model load(Path file) {
    ArchiveReader archive = ModelArchive.read(file);
    try {
      return load(archive);
    } catch (DataException | EngineException | IllegalArgumentException e) {
      throw new ModelFileException(file + " is broken: " + e.getMessage(), e);
    }
  }

  private static Model load(ArchiveReader archive) {
    if (!archive.has(MANIFEST)) {
      throw new ModelFileException(
          archive.source()
              + " is no model file: expected a zip with a "
              + MANIFEST
              + ", as 'semblance fit' writes it");
    }
    JsonNode manifest = archive.object(MANIFEST);
    int format = manifest.path("format").asInt(-1);
    if (format < OLDEST_FORMAT || format > FORMAT) {
      throw new ModelFileException(
          archive.source()
              + " has format "
              + manifest.path("format")
              + " by "
              + manifest.path("made_by")
              + "; this version reads formats "
              + OLDEST_FORMAT
              + " to "
              + FORMAT
              + ". Use the version that made it, or fit again");
    }
    return read(manifest.path("kind").asText(), archive);
  }

  /** Reads what {@link #write} wrote. */
  public static Model read(String kind, ArchiveReader archive) {
    return readParts(kind, archive, Provenance.read(archive, PROVENANCE));
  }

  /** Reads what {@link #writeParts} wrote. */
  public static Model readParts(String kind, ArchiveReader archive, Provenance provenance) {
    if (!archive.begin(kind)) {
      throw new ModelFileException(
          archive.source() + " is broken: it holds a \"" + kind + "\" model within itself");
    }
    return Codecs.ALL.stream()
        .filter(codec -> codec.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFileException(
                    archive.source()
                        + " holds a model of the kind \""
                        + kind
                        + "\"; known are "
                        + Codecs.ALL.stream().map(ModelCodec::kind).sorted().toList()
                        + ". A newer version, or a jar that brings this kind, may read it"))
        .read(archive, provenance);
  }
}
