package io.semblance.synth.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.engine.backend.SessionState;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Provenance;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.Differences;
import io.semblance.synth.archive.ModelArchive;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final String MANIFEST = "manifest.json";
  private static final String LOOP = "loop.json";
  private static final String COUNTERS = "counters.json";
  private static final String STATE = "state.safetensors";
  private static final String BEST = "best.safetensors";
  private static final int FORMAT = 1;

  private final Path folder;
  private final Duration interval;
  private final boolean resume;
  private final JsonNode identity;
  private long last = System.nanoTime();

  private Checkpoints(Path folder, Duration interval, boolean resume, JsonNode identity) {
    this.folder = folder;
    this.interval = interval;
    this.resume = resume;
    this.identity = identity;
  }

  /** Keeps nothing. */
  public static Checkpoints none() {
    return new Checkpoints(null, Duration.ZERO, false, NullNode.instance);
  }

  /**
   * What the options of a fit ask for.
   *
   * @param before where the model comes from, as known before training: a checkpoint is of this fit
   *     if all of it is the same
   */
  public static Checkpoints of(FitOptions options, Provenance before) {
    return options.checkpoint() == null
        ? none()
        : in(options.checkpoint(), options.checkpointEvery(), options.resume(), before.tree());
  }

  /**
   * Keeps the state in a folder.
   *
   * @param folder created when first needed
   * @param interval between two checkpoints, at least
   * @param resume whether to go on from the one that lies there, if any
   * @param identity of the fit: table, synthesizer and options; another one's checkpoint is refused
   */
  public static Checkpoints in(Path folder, Duration interval, boolean resume, JsonNode identity) {
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
    JsonNode manifest = archive.object(MANIFEST);
    String differences = Differences.between(manifest.path("identity"), identity);
    if (manifest.path("format").asInt() != FORMAT) {
      differences = "it has the format of another version";
    }
    if (!differences.isEmpty()) {
      throw SynthesisException.ofAnotherFit("The checkpoint in " + folder, differences);
    }
    Checkpoint.Loop loop = archive.value(archive.json(LOOP), Checkpoint.Loop.class, LOOP);
    Map<String, SessionState.Value> state = new LinkedHashMap<>();
    read(archive, STATE).forEach((name, array) -> state.put(name, value(array)));
    archive
        .object(COUNTERS)
        .properties()
        .forEach(e -> state.put(e.getKey(), new SessionState.Count(e.getValue().asLong())));
    List<float[]> best =
        archive.has(BEST)
            ? read(archive, BEST).values().stream()
                .map(array -> ((Safetensors.Tensor) array).values())
                .toList()
            : null;
    return Optional.of(new Checkpoint(loop, new SessionState(state), best));
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
    manifest.set("identity", identity);
    archive.put(MANIFEST, manifest);
    archive.put(LOOP, ArchiveWriter.json(checkpoint.loop()));
    Map<String, Safetensors.Stored> arrays = new LinkedHashMap<>();
    ObjectNode counters = JsonNodeFactory.instance.objectNode();
    checkpoint
        .state()
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof SessionState.Count count) {
                counters.put(name, count.value());
              } else {
                arrays.put(name, array(value));
              }
            });
    archive.put(COUNTERS, counters);
    archive.put(STATE, Safetensors.write(arrays));
    if (checkpoint.best() != null) {
      Map<String, Safetensors.Stored> best = new LinkedHashMap<>();
      for (float[] values : checkpoint.best()) {
        Shape shape = Shape.of(values.length);
        best.put(String.valueOf(best.size()), new Safetensors.Tensor(shape, values));
      }
      archive.put(BEST, Safetensors.write(best));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelArchive.write(archive, folder.resolve(FILE));
    last = System.nanoTime();
  }

  private static Safetensors.Stored array(SessionState.Value value) {
    if (value instanceof SessionState.Floats f) {
      return new Safetensors.Tensor(f.shape(), f.elements());
    }
    if (value instanceof SessionState.Doubles d) {
      return new Safetensors.Doubles(d.shape(), d.elements());
    }
    int[] places = ((SessionState.Places) value).places();
    return new Safetensors.Ints(Shape.of(places.length), places);
  }

  private static SessionState.Value value(Safetensors.Stored array) {
    if (array instanceof Safetensors.Tensor f) {
      return new SessionState.Floats(f.shape(), f.values());
    }
    if (array instanceof Safetensors.Doubles d) {
      return new SessionState.Doubles(d.shape(), d.values());
    }
    return new SessionState.Places(((Safetensors.Ints) array).values());
  }

  private static Map<String, Safetensors.Stored> read(ArchiveReader archive, String entry) {
    return Safetensors.readAll(archive.bytes(entry), archive.where(entry));
  }
}
