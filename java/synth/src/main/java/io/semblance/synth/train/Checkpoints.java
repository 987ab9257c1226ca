package io.semblance.synth.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelArchive;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one training loop keeps its state in case it is interrupted: a file in a folder, written
 * now and then, whole or not at all. It is read only by a fit of the same table with the same
 * options.
 */
public final class Checkpoints {
  private static final String FILE = "training.checkpoint";
  private static final int FORMAT = 1;

  private final Path folder;
  private final Duration interval;
  private final boolean resume;
  private final String identity;
  private long last = System.nanoTime();

  private Checkpoints(Path folder, Duration interval, boolean resume, String identity) {
    this.folder = folder;
    this.interval = interval;
    this.resume = resume;
    this.identity = identity;
  }

  /** Keeps nothing. */
  public static Checkpoints none() {
    return new Checkpoints(null, Duration.ZERO, false, "");
  }

  /**
   * Keeps the state in a folder.
   *
   * @param folder created when first needed
   * @param interval between two checkpoints, at least
   * @param resume whether to go on from the one that lies there, if any
   * @param identity of the fit: table, synthesizer and options; another one's checkpoint is refused
   */
  public static Checkpoints in(Path folder, Duration interval, boolean resume, String identity) {
    return new Checkpoints(folder, interval, resume, identity);
  }

  /**
   * The last checkpoint; none if there is none, or none is wanted.
   *
   * @throws SynthesisException if there is one of another fit
   * @throws ModelFileException if it is broken
   */
  Optional<Checkpoint> load() {
    if (folder == null || !resume || !Files.exists(folder.resolve(FILE))) {
      return Optional.empty();
    }
    ArchiveReader archive = ModelArchive.read(folder.resolve(FILE));
    JsonNode manifest = archive.object("manifest.json");
    if (manifest.path("format").asInt() != FORMAT
        || !manifest.path("identity").asText().equals(identity)) {
      throw new SynthesisException(
          "The checkpoint in "
              + folder
              + " is of another table, of other options or of another version. Repeat the command"
              + " that made it, or delete it to begin anew");
    }
    Checkpoint.Loop loop =
        archive.value(archive.json("loop.json"), Checkpoint.Loop.class, "loop.json");
    JsonNode counts = archive.object("counters.json");
    Map<String, Long> counters = new LinkedHashMap<>();
    counts.fieldNames().forEachRemaining(name -> counters.put(name, counts.path(name).asLong()));
    TrainingState.Values state = new TrainingState.Values(values(archive, "state"), counters);
    List<float[]> best =
        archive.has("best.safetensors") ? new ArrayList<>(values(archive, "best").values()) : null;
    return Optional.of(new Checkpoint(loop, state, best));
  }

  void saveIfDue(Checkpoint checkpoint) {
    if (folder != null && System.nanoTime() - last >= interval.toNanos()) {
      save(checkpoint);
    }
  }

  /** Writes it now, if checkpoints are kept at all. */
  void save(Checkpoint checkpoint) {
    if (folder == null) {
      return;
    }
    ArchiveWriter archive = new ArchiveWriter();
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("format", FORMAT);
    manifest.put("identity", identity);
    archive.put("manifest.json", manifest);
    archive.put("loop.json", ArchiveWriter.json(checkpoint.loop()));
    archive.put("counters.json", ArchiveWriter.json(checkpoint.state().counters()));
    archive.put("state.safetensors", tensors(checkpoint.state().variables()));
    if (checkpoint.best() != null) {
      Map<String, float[]> best = new LinkedHashMap<>();
      checkpoint.best().forEach(values -> best.put(String.valueOf(best.size()), values));
      archive.put("best.safetensors", tensors(best));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelArchive.write(archive, folder.resolve(FILE));
    last = System.nanoTime();
  }

  private static byte[] tensors(Map<String, float[]> values) {
    Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    values.forEach((name, v) -> tensors.put(name, new Safetensors.Tensor(Shape.of(v.length), v)));
    return Safetensors.write(tensors);
  }

  private static Map<String, float[]> values(ArchiveReader archive, String name) {
    String entry = name + ".safetensors";
    Map<String, float[]> values = new LinkedHashMap<>();
    Safetensors.read(archive.bytes(entry), archive.where(entry))
        .forEach((key, tensor) -> values.put(key, tensor.values()));
    return values;
  }
}
