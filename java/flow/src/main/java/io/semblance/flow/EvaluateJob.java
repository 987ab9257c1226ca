package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityPage;
import io.semblance.quality.QualityReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Judges synthetic rows against real ones and leaves the reports that are asked for.
 *
 * <pre>{@code
 * QualityReport report =
 *     EvaluateJob.builder()
 *         .real(real)
 *         .synthetic(synthetic)
 *         .page(Path.of("report.html"))
 *         .build()
 *         .run(JobListener.silent());
 * }</pre>
 */
public final class EvaluateJob {
  private final Table real;
  private final Table synthetic;
  private final Table holdout;
  private final QualityOptions options;
  private final Path json;
  private final Path page;

  private EvaluateJob(Builder b) {
    real = b.real;
    synthetic = b.synthetic;
    holdout = b.holdout;
    options = b.options;
    json = b.json;
    page = b.page;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs the job, which may take half a minute.
   *
   * @throws io.semblance.data.DataException if the tables do not have the same columns
   * @throws IOException if a report cannot be written
   */
  public QualityReport run(JobListener listener) throws IOException {
    listener.begins(JobListener.Phase.JUDGING);
    Consumer<String> also = options.onStep();
    QualityOptions told =
        options.toBuilder()
            .onStep(
                step -> {
                  also.accept(step);
                  listener.judging(step);
                })
            .build();
    QualityReport report = QualityReport.evaluate(real, synthetic, holdout, told);
    listener.judged(report);
    if (json != null) {
      WholeFile.writeText(json, report.toJson());
    }
    if (page != null) {
      WholeFile.writeText(page, QualityPage.render(report, real, synthetic));
    }
    return report;
  }

  /** Builds an {@link EvaluateJob}. */
  public static final class Builder {
    private Table real;
    private Table synthetic;
    private Table holdout;
    private QualityOptions options = QualityOptions.defaults();
    private Path json;
    private Path page;

    private Builder() {}

    /** The real rows; must be given. */
    public Builder real(Table value) {
      real = value;
      return this;
    }

    /** The rows to be judged, in the schema of the real ones; must be given. */
    public Builder synthetic(Table value) {
      synthetic = value;
      return this;
    }

    /**
     * Real rows that no model has seen, for the ceiling; null, the default, compares halves of the
     * real rows.
     */
    public Builder holdout(Table value) {
      holdout = value;
      return this;
    }

    /** What to judge and how. */
    public Builder options(QualityOptions value) {
      options = Objects.requireNonNull(value, "options");
      return this;
    }

    /** Where the scores go as JSON; null, the default, for nowhere. */
    public Builder json(Path value) {
      json = value;
      return this;
    }

    /** Where the report for people goes; null, the default, for nowhere. */
    public Builder page(Path value) {
      page = value;
      return this;
    }

    /**
     * The job.
     *
     * @throws IllegalArgumentException if one of the two tables is missing
     */
    public EvaluateJob build() {
      if (real == null || synthetic == null) {
        throw new IllegalArgumentException(
            (real == null ? "real" : "synthetic") + " is missing: give both tables");
      }
      return new EvaluateJob(this);
    }
  }
}
