package io.semblance.flow;

import io.semblance.quality.TrainingCurve;
import io.semblance.synth.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a curve for reports of what provenance tells. Without times: the same job is to leave the
 * same bytes.
 */
final class TrainingCurves {
  private TrainingCurves() {}

  /** Of one model per class that of the greatest class, with what was said of all of them. */
  static Optional<TrainingCurve> of(Provenance whole) {
    Provenance shown =
        whole.parts().stream()
            .max(Comparator.comparingInt(part -> part.data().rows()))
            .orElse(whole);
    List<Provenance.CurvePoint> points = shown.training().curve();
    if (points.isEmpty()) {
      return Optional.empty();
    }
    double best =
        points.stream()
            .mapToDouble(Provenance.CurvePoint::validation)
            .filter(loss -> !Double.isNaN(loss))
            .min()
            .orElse(Double.NaN);
    long kept =
        points.stream()
            .filter(p -> p.validation() == best)
            .mapToLong(Provenance.CurvePoint::step)
            .findFirst()
            .orElse(-1);
    return Optional.of(
        new TrainingCurve(
            points.stream()
                .map(
                    p ->
                        new TrainingCurve.Point(
                            p.epoch(),
                            p.step(),
                            Double.NaN,
                            p.losses(),
                            p.validation(),
                            p.step() == kept))
                .toList(),
            whole.training().events()));
  }
}
