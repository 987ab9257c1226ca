package io.semblance.spark;

import io.semblance.data.condition.ConditionText;
import io.semblance.synth.Conditional;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SynthesisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Model files on their way between machines. Each process reads one only once. */
final class ModelBytes {
  private static final int MOST = 8;
  private static final Map<String, Model> LOADED = new HashMap<>();

  private ModelBytes() {}

  static byte[] of(Model model) {
    return through(
        file -> {
          Models.save(model, file);
          return Files.readAllBytes(file);
        });
  }

  /** The model of a file's bytes. */
  static Model read(byte[] bytes) {
    return through(
        file -> {
          Files.write(file, bytes);
          return Models.load(file);
        });
  }

  /**
   * The same, once for each process.
   *
   * @param whereOrNull the condition that its rows satisfy
   */
  static Model read(byte[] bytes, String whereOrNull) {
    String key = Arrays.hashCode(bytes) + " " + bytes.length + " " + whereOrNull;
    synchronized (LOADED) {
      if (LOADED.size() >= MOST && !LOADED.containsKey(key)) {
        LOADED.clear();
      }
      return LOADED.computeIfAbsent(key, k -> under(read(bytes), whereOrNull));
    }
  }

  private static Model under(Model model, String whereOrNull) {
    Model asked =
        whereOrNull == null
            ? model
            : Conditional.of(model).given(ConditionText.parse(whereOrNull, model.schema())).model();
    if (!asked.keys().isEmpty()) {
      throw new SynthesisException(
          "A rule of this model says that keys are unique over all rows, so that they cannot be"
              + " drawn in parts; use 'semblance sample', or fit without the rule");
    }
    return asked;
  }

  /** What is done with a file. */
  @FunctionalInterface
  private interface Doing<T> {
    T with(Path file) throws IOException;
  }

  private static <T> T through(Doing<T> doing) {
    try {
      Path file = Files.createTempFile("semblance", ".semblance");
      try {
        return doing.with(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
