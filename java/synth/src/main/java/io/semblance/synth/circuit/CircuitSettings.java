package io.semblance.synth.circuit;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;

/**
 * What may be set.
 *
 * @param states hidden states of a column; 0 to decide by the rows
 * @param epochs passes over the rows, at most
 * @param edgeRows rows that each state above has more on each edge
 * @param emissionRows rows that each state has more in each column
 * @param rows that are fitted to, at most
 */
record CircuitSettings(int states, int epochs, double edgeRows, double emissionRows, int rows) {
  private static final String AUTO = "auto";
  private static final int MOST_STATES = 1024;
  private static final int MOST_BY_ITSELF = 128;
  private static final int FEWEST = 8;

  /** A hidden state is worth its cost from so many rows on. */
  private static final int ROWS_EACH = 100;

  static List<Hyperparameter> declared() {
    return List.of(
        new Hyperparameter(
            "states",
            AUTO,
            "hidden states of each column, a multiple of 4 up to "
                + MOST_STATES
                + "; auto: one for every "
                + ROWS_EACH
                + " rows, "
                + FEWEST
                + " to "
                + MOST_BY_ITSELF),
        new Hyperparameter("passes", "6", "passes over the rows, unless --epochs says it"),
        new Hyperparameter("edge_smoothing", "0.2", "rows more, as all others, on each edge"),
        new Hyperparameter("smoothing", "0.1", "rows more, as in the table, in each state"),
        new Hyperparameter(
            "rows", "500000", "the most rows that are fitted to, drawn by the seed"));
  }

  /**
   * @throws IllegalArgumentException if one is malformed
   */
  static CircuitSettings of(Settings settings) {
    int states = 0;
    if (!settings.values().get("states").equals(AUTO)) {
      states = settings.wholeNumber("states", 4);
      if (states > MOST_STATES || states % 4 != 0) {
        throw new IllegalArgumentException(
            "setting states is " + states + ", must be a multiple of 4 up to " + MOST_STATES);
      }
    }
    return new CircuitSettings(
        states,
        settings.wholeNumber("passes", 1),
        settings.number("edge_smoothing", 1e-6, 1e6),
        settings.number("smoothing", 1e-6, 1e6),
        settings.wholeNumber("rows", 2));
  }

  /** Hidden states for so many rows. */
  int statesFor(int count) {
    int wanted =
        states > 0 ? states : Math.min(MOST_BY_ITSELF, Math.max(FEWEST, count / ROWS_EACH));
    return (wanted + 3) / 4 * 4;
  }
}
