package io.semblance.synth;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The synthesizers there are: those of this project and those of other jars that name theirs in
 * {@code META-INF/services/io.semblance.synth.Synthesizer}.
 */
public final class Synthesizers {
  /** The name of the one that is taken if nothing is said. */
  public static final String DEFAULT = "auto";

  private Synthesizers() {}

  /** The one that is taken if nothing is said. */
  public static Synthesizer byDefault() {
    return byName(DEFAULT);
  }

  /** Looked up when first needed. */
  private static final class Found {
    static final List<Synthesizer> ALL =
        ServiceLoader.load(Synthesizer.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Synthesizer::name))
            .toList();
  }

  /** All of them, by name. */
  public static List<Synthesizer> all() {
    return Found.ALL;
  }

  /** The synthesizer of this name, if there is one. */
  public static Optional<Synthesizer> find(String name) {
    return all().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /**
   * The synthesizer of this name.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public static Synthesizer byName(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model \""
                        + name
                        + "\"; known are: "
                        + String.join(", ", all().stream().map(Synthesizer::name).toList())));
  }
}
