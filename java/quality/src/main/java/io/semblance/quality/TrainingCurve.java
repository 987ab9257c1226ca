package io.semblance.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the model behind a synthetic table was trained, for a report to show. Immutable; what trained
 * the model makes it, as a report knows no model.
 *
 * <pre>{@code
 * TrainingCurve curve =
 *     new TrainingCurve(
 *         List.of(
 *             new Point(1, 100, 2.5, Map.of("critic", -.8, "generator", .3), .21, false),
 *             new Point(2, 200, 5.1, Map.of("critic", -.4, "generator", .2), .15, true)),
 *         List.of("epoch 2: labels of colour stopped coming: red"));
 * QualityOptions options = QualityOptions.builder().training(curve).build();
 * }</pre>
 *
 * @param points in the order of training, at least one
 * @param events what happened on the way, in words, in that order, such as "epoch 12: rolled back:
 *     the critic's loss was not finite"; may be empty
 */
public record TrainingCurve(List<Point> points, List<String> events) {

  /**
   * A moment of the training.
   *
   * @param epoch passes over the training rows so far, not negative
   * @param step updates so far, not negative; never falls from one point to the next, not even when
   *     weights are rolled back
   * @param seconds since training began, not negative; NaN where that is not known
   * @param losses what was minimised, by name, such as "critic"; not finite where it diverged
   * @param fidelityLoss how unlike held-out rows samples were, 0 is perfect; NaN where that was not
   *     measured
   * @param kept whether these weights are the model's; of several, the last replaced the others
   */
  public record Point(
      int epoch,
      long step,
      double seconds,
      Map<String, Double> losses,
      double fidelityLoss,
      boolean kept) {

    /**
     * @throws IllegalArgumentException for a negative epoch or step, and for seconds that are
     *     negative or not finite
     */
    public Point {
      if (epoch < 0 || step < 0) {
        throw new IllegalArgumentException(
            "epoch and step count from 0, but are " + epoch + " and " + step);
      }
      if (seconds < 0 || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException(
            "seconds since training began are not negative and finite, but are " + seconds);
      }
      losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
      losses.forEach(
          (name, loss) -> {
            Objects.requireNonNull(name, "name of a loss");
            Objects.requireNonNull(loss, () -> "loss " + name);
          });
    }
  }

  /**
   * @throws IllegalArgumentException without points, and when steps fall
   */
  public TrainingCurve {
    points = List.copyOf(points);
    events = List.copyOf(events);
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "a training curve has at least one point; leave it away when nothing is known");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).step() < points.get(i - 1).step()) {
        throw new IllegalArgumentException(
            "point "
                + i
                + " is at step "
                + points.get(i).step()
                + ", before the one ahead of it at step "
                + points.get(i - 1).step()
                + "; points stand in the order of training");
      }
    }
  }

  /** The point whose weights the model has; empty when none is marked. */
  public Optional<Point> keptPoint() {
    return points.stream().filter(Point::kept).reduce((first, second) -> second);
  }
}
