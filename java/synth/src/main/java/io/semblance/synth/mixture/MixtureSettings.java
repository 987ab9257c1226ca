package io.semblance.synth.mixture;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Locale;

/**
 * What may be set.
 *
 * @param components how many; 0 to choose
 * @param most how many may be chosen
 * @param covariance null to decide by how many numbers there are
 * @param smoothing rows that each category has more in each component
 * @param ridge spread that each component has more, as a share of the variance of its numbers
 * @param rows that are fitted to, at most
 */
record MixtureSettings(
    int components, int most, Covariance covariance, double smoothing, double ridge, int rows) {
  private static final String AUTO = "auto";

  /** With more numbers than this, components have a diagonal covariance. */
  static final int MOST_NUMBERS_IN_FULL = 64;

  private static final int MOST_COMPONENTS = 4_096;

  static List<Hyperparameter> declared() {
    return List.of(
        new Hyperparameter(
            "components", AUTO, "how many components; auto for 1, 2, 4, ..., whichever is best"),
        new Hyperparameter("most_components", "128", "the most that auto may choose"),
        new Hyperparameter(
            "covariance",
            AUTO,
            "full, diagonal, or auto: full up to " + MOST_NUMBERS_IN_FULL + " scalars"),
        new Hyperparameter(
            "smoothing",
            "0.1",
            "rows, shared out as in the table, that each component has more in each category"),
        new Hyperparameter(
            "ridge",
            "0.01",
            "variance of one row more in each component, as a share of the table's variance"),
        new Hyperparameter("rows", "50000", "the most rows that are fitted to, drawn by the seed"));
  }

  /**
   * @throws IllegalArgumentException if one is malformed
   */
  static MixtureSettings of(Settings settings) {
    int components =
        settings.values().get("components").equals(AUTO)
            ? 0
            : atMost(MOST_COMPONENTS, settings.wholeNumber("components", 1), "components");
    String covariance = settings.oneOf("covariance", List.of(AUTO, "full", "diagonal"));
    return new MixtureSettings(
        components,
        atMost(MOST_COMPONENTS, settings.wholeNumber("most_components", 1), "most_components"),
        covariance.equals(AUTO) ? null : Covariance.valueOf(covariance.toUpperCase(Locale.ROOT)),
        settings.number("smoothing", 1e-6, 1e6),
        settings.number("ridge", 1e-6, 1e6),
        settings.wholeNumber("rows", 2));
  }

  private static int atMost(int most, int value, String name) {
    if (value > most) {
      throw new IllegalArgumentException(
          "setting " + name + " is " + value + ", must be at most " + most);
    }
    return value;
  }

  /** The covariance for a number of scalars. */
  Covariance covarianceOf(int numbers) {
    if (covariance != null) {
      return covariance;
    }
    return numbers > MOST_NUMBERS_IN_FULL ? Covariance.DIAGONAL : Covariance.FULL;
  }
}
