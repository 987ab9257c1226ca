package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.synth.FitOptions;
import io.semblance.synth.option.Durations;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How hard synthetic rows are to tell from real ones, against the seconds that the fit took: a
 * table and a picture; started by {@code benchmarks/curve.sh}.
 */
public final class DetectionCurve {
  private static final long SEED = 7;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 520;
  private static final int DOTS_PER_INCH = 144;

  /** Seconds and AUC of one fit. */
  private record Point(double seconds, double auc) {}

  /** What was published, each with its own splits and judge. */
  private static final Map<String, Map<String, Point>> PUBLISHED =
      Map.of(
          "adult",
          Map.of(
              "CTGAN, one thread", new Point(2_606, .998),
              "TVAE, one thread", new Point(451, .974),
              "TabPC, GPU", new Point(272, .572),
              "TabDiff, GPU", new Point(11_605, .580)),
          "magic",
          Map.of(
              "TabPC, GPU", new Point(39, .570),
              "TabDiff, GPU", new Point(11_643, .613)));

  private DetectionCurve() {}

  /** Writes the table and the picture. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/curve.txt"));
    Path picture = Path.of(ModelTable.value(args, "--picture", "docs/images/detection.png"));
    String name = ModelTable.value(args, "--table", "adult");
    String from = ModelTable.value(args, "--from", "");
    Map<String, List<Point>> curves =
        from.isEmpty() ? measured(name, datasets, out, args) : read(Path.of(from));
    Files.createDirectories(picture.toAbsolutePath().getParent());
    BitmapEncoder.saveBitmapWithDPI(
        chart(name, curves), picture.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
  }

  /** The curves of the results of an earlier run. */
  private static Map<String, List<Point>> read(Path results) throws IOException {
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    for (String line : Files.readAllLines(results)) {
      String[] words = line.strip().split("\\s+");
      if (words.length == 4 && words[1].matches("\\d+[sm]")) {
        curves
            .computeIfAbsent(words[0], m -> new ArrayList<>())
            .add(new Point(Double.parseDouble(words[2]), Double.parseDouble(words[3])));
      }
    }
    return curves;
  }

  private static Map<String, List<Point>> measured(
      String name, Path datasets, Path out, String... args) throws IOException {
    String[] budgets = ModelTable.value(args, "--budgets", "2s,5s,10s,20s,60s,120s").split(",");
    String[] models = ModelTable.value(args, "--models", "auto,circuit,cart,wgan-gp").split(",");
    BenchmarkTable source = BenchmarkTable.valueOf(name.toUpperCase(Locale.ROOT));
    Table table = source.read(datasets);
    Results results = new Results();
    String command = "benchmarks/curve.sh " + String.join(" ", args);
    Machine.header(command.strip(), false).forEach(results::add);
    results.add("");
    results.add(String.format("%-10s %8s %9s %9s", name, "budget", "seconds", "detection"));
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    for (String model : models) {
      List<Point> curve = curves.computeIfAbsent(model, m -> new ArrayList<>());
      for (String budget : budgets) {
        FitOptions options =
            FitOptions.builder()
                .seed(SEED)
                .budget(Durations.parse(budget))
                .target(source.target())
                .build();
        ModelTrial trial = ModelTrial.run(table, model, options);
        Point point = new Point(trial.seconds(), trial.value("detection.boosted_trees.auc"));
        curve.add(point);
        results.add(
            String.format(
                Locale.ROOT, "%-10s %8s %9.1f %9.3f", model, budget, point.seconds(), point.auc()));
        results.write(out);
        if (point.seconds() < Durations.parse(budget).toMillis() / 1e3 / 2) {
          break; // it ended by itself: more time changes nothing
        }
      }
    }
    return curves;
  }

  private static XYChart chart(String name, Map<String, List<Point>> curves) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Telling synthetic rows of " + name + " from real ones (.5: nobody can)")
            .xAxisTitle("seconds of the fit, two cores")
            .yAxisTitle("AUC of boosted trees")
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotGridLinesColor(new Color(225, 225, 225));
    chart.getStyler().setYAxisMin(.45).setYAxisMax(1.0);
    curves.forEach(
        (model, points) -> {
          XYSeries series =
              chart.addSeries(
                  model,
                  points.stream().mapToDouble(Point::seconds).toArray(),
                  points.stream().mapToDouble(Point::auc).toArray());
          series.setMarker(SeriesMarkers.CIRCLE);
        });
    new TreeMap<>(PUBLISHED.getOrDefault(name, Map.of()))
        .forEach(
            (label, point) -> {
              XYSeries series =
                  chart.addSeries(
                      label, new double[] {point.seconds()}, new double[] {point.auc()});
              series.setMarker(SeriesMarkers.DIAMOND);
            });
    return chart;
  }
}
