package io.semblance.synth;

import java.util.List;

/** The synthesizers there are. */
public final class Synthesizers {
  private static final List<Synthesizer> ALL = List.of(new WganGp());

  private Synthesizers() {}

  public static List<Synthesizer> all() {
    return ALL;
  }

  /**
   * The synthesizer of this name.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public static Synthesizer byName(String name) {
    return ALL.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model \""
                        + name
                        + "\"; known are: "
                        + String.join(", ", ALL.stream().map(Synthesizer::name).toList())));
  }
}
