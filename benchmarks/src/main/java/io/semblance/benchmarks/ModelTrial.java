package io.semblance.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Table;
import io.semblance.flow.FitJob;
import io.semblance.flow.FitResult;
import io.semblance.flow.JobListener;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityReport;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One model fitted to a table, 10% of the rows held out, and rows as many as it learnt from judged.
 *
 * @param seconds that the fit took
 * @param rowsPerSecond that it draws
 */
record ModelTrial(QualityReport report, double seconds, double rowsPerSecond) {
  /** Columns that are named as those that tell. */
  private static final int TELLING = 3;

  /** Rows whose drawing is timed. */
  private static final long TIMED_ROWS = 200_000;

  /** Fits, draws and judges. */
  static ModelTrial run(Table table, String synthesizer, FitOptions options) throws IOException {
    long seed = options.seed();
    long start = System.nanoTime();
    FitResult fitted =
        FitJob.builder()
            .table(table)
            .synthesizer(synthesizer)
            .options(options)
            .build()
            .run(JobListener.silent());
    double seconds = (System.nanoTime() - start) / 1e9;
    Model model = fitted.model();
    Table synthetic = model.sample(fitted.rows().train().rows(), seed);
    QualityOptions judged =
        QualityOptions.builder()
            .seed(seed)
            .target(options.target())
            .carriesRealRows(model.carriesRealRows())
            .build();
    QualityReport report =
        QualityReport.evaluate(fitted.rows().train(), synthetic, fitted.rows().holdout(), judged);
    start = System.nanoTime();
    model.sample(SampleOptions.builder().rows(TIMED_ROWS).seed(seed + 1).build(), part -> {});
    return new ModelTrial(report, seconds, TIMED_ROWS / ((System.nanoTime() - start) / 1e9));
  }

  /** The value of a figure of the report. */
  double value(String figure) {
    return report.figure(figure).value();
  }

  /** The columns that tell synthetic rows from real ones, with their shares. */
  String telling() throws IOException {
    List<String> told = new ArrayList<>();
    new ObjectMapper()
        .readTree(report.toJson())
        .at("/detection/boosted_trees/columns")
        .properties()
        .forEach(
            e ->
                told.add(
                    String.format(
                        Locale.ROOT, "%s %.0f%%", e.getKey(), 100 * e.getValue().asDouble())));
    return String.join(", ", told.subList(0, Math.min(TELLING, told.size())));
  }
}
