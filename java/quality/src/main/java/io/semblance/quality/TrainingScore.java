package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.TrainingCurve.Point;
import io.semblance.quality.page.Curves;
import io.semblance.quality.page.Curves.Curve;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.text.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How the model was trained, where the caller of the evaluation tells; scores nothing. */
record TrainingScore(Optional<TrainingCurve> curve) implements Score {

  static TrainingScore of(Evaluation tables) {
    return new TrainingScore(tables.options().training());
  }

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    curve.ifPresent(training -> json(root.putObject("training"), training));
  }

  private static void json(ObjectNode node, TrainingCurve training) {
    ArrayNode points = node.putArray("points");
    for (Point point : training.points()) {
      ObjectNode one = points.addObject();
      one.put("epoch", point.epoch());
      one.put("step", point.step());
      QualityJson.put(one, "seconds", point.seconds());
      QualityJson.putAll(one.putObject("losses"), point.losses());
      QualityJson.put(one, "fidelity_loss", point.fidelityLoss());
      one.put("kept", point.kept());
    }
    training.events().forEach(node.putArray("events")::add);
  }

  @Override
  public void section(Page page, QualityReport report) {
    curve.ifPresent(training -> draw(page.section("training", "Training"), training));
  }

  private static void draw(StringBuilder out, TrainingCurve training) {
    Point last = training.points().get(training.points().size() - 1);
    Point kept = training.keptPoint().orElse(null);
    out.append("<p>Trained for ").append(Html.count(last.epoch())).append(" epochs, ");
    out.append(Html.count(last.step())).append(" steps");
    if (!Double.isNaN(last.seconds())) {
      out.append(", ").append(PlainText.number(Math.rint(last.seconds() * 10) / 10));
      out.append(" seconds");
    }
    out.append('.');
    if (kept != null) {
      out.append(" The weights that were kept are those of epoch ").append(kept.epoch());
      out.append(", step ").append(Html.count(kept.step()));
      out.append(", where a dashed line stands.");
    }
    out.append("</p>");
    double mark = kept == null ? Double.NaN : kept.step();
    Set<String> names = new LinkedHashSet<>();
    training.points().forEach(point -> names.addAll(point.losses().keySet()));
    plot(
        out,
        "Losses",
        names.stream()
            .map(name -> curve(training, name, p -> p.losses().getOrDefault(name, Double.NaN)))
            .toList(),
        mark);
    plot(
        out,
        "Unlikeness to held-out rows; 0 is perfect",
        List.of(curve(training, "fidelity loss", Point::fidelityLoss)),
        mark);
    out.append("<h3>Events</h3>");
    if (training.events().isEmpty()) {
      out.append("<p>None.</p>");
      return;
    }
    out.append("<ul>");
    for (String event : training.events()) {
      out.append("<li>").append(Html.escapeAll(event)).append("</li>");
    }
    out.append("</ul>");
  }

  /** One figure of all points at which it was measured; infinite where it diverged. */
  private static Curve curve(TrainingCurve training, String name, ToDoubleFunction<Point> figure) {
    List<Point> measured =
        training.points().stream().filter(p -> !Double.isNaN(figure.applyAsDouble(p))).toList();
    return new Curve(
        name,
        measured.stream().mapToDouble(Point::step).toArray(),
        measured.stream().mapToDouble(figure).toArray());
  }

  private static void plot(StringBuilder out, String title, List<Curve> curves, double mark) {
    List<Curve> drawn = curves.stream().filter(curve -> curve.x().length > 0).toList();
    if (!drawn.isEmpty()) {
      out.append("<div class=\"card\"><h4>").append(Html.escape(title)).append("</h4>");
      Curves.draw(
          out, title, drawn, mark, "kept", x -> "step " + Html.count((long) x), Html::number);
      out.append("</div>");
    }
  }
}
