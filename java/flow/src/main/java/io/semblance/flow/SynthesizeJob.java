package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.Tables;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityReport;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.stage.RankProjectionStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The main job: a table in, synthetic rows, the model and a verdict out, as four files of one
 * directory.
 *
 * <pre>{@code
 * SynthesizeResult result =
 *     SynthesizeJob.builder()
 *         .table(table)
 *         .options(FitOptions.builder().seed(7).target("outcome").build())
 *         .rows(10_000)
 *         .directory(Path.of("result"))
 *         .build()
 *         .run(JobListener.silent());
 * System.out.println(ConsoleSummary.render(result.report(), true));
 * }</pre>
 */
public final class SynthesizeJob {
  /** The model, in the job's directory. */
  public static final String MODEL = "model.semblance";

  /** The synthetic rows. */
  public static final String ROWS = "synthetic.csv";

  /** The same of a table that comes from a Parquet file. */
  public static final String PARQUET_ROWS = "synthetic.parquet";

  /** The scores as JSON. */
  public static final String SCORES = "quality.json";

  /** The report for people. */
  public static final String REPORT = "report.html";

  /** All files of the results. */
  public static final List<String> FILES = List.of(MODEL, ROWS, PARQUET_ROWS, SCORES, REPORT);

  private static final int SEQUENCES_TO_JUDGE = 2_000;
  private static final long MOST_CELLS = 20_000_000;

  private final Table table;
  private final Synthesizer synthesizer;
  private final FitOptions options;
  private final Path directory;
  private final Long rows;
  private final boolean rankProjection;
  private final boolean header;
  private final boolean escapeFormulas;
  private final String title;
  private final Place rowsTo; // null: a file of the directory
  private final boolean append;
  private final boolean parquet;

  private SynthesizeJob(Builder b) {
    table = b.table;
    synthesizer = b.synthesizer == null ? Synthesizers.byDefault() : b.synthesizer;
    options = b.options;
    directory = b.directory;
    rows = b.rows;
    rankProjection = b.rankProjection;
    header = b.header;
    escapeFormulas = b.escapeFormulas;
    title = b.title;
    rowsTo = b.rowsTo;
    append = b.append;
    parquet = b.parquet;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes sure, before a table is read, that the results can go into a directory, which is created
   * if need be. Close what is returned after the job: it takes away directories without results.
   *
   * @throws IOException if the directory or one of the files cannot be written
   */
  public static ResultDirectory open(Path directory) throws IOException {
    ResultDirectory results = ResultDirectory.open(directory);
    try {
      for (String name : FILES) {
        results.requireWritable(name);
      }
      return results;
    } catch (IOException e) {
      results.close();
      throw e;
    }
  }

  /**
   * Runs the job.
   *
   * @throws JobCancelledException if the listener ended training; the model is saved as far as it
   *     got
   * @throws BadSettingException if a hyperparameter is unknown or malformed
   * @throws io.semblance.data.DataException if a named column does not exist or is unfit
   * @throws io.semblance.synth.SynthesisException if the table or the options do not allow it
   * @throws IOException if a file cannot be written
   */
  public SynthesizeResult run(JobListener listener) throws IOException {
    try (ResultDirectory results = open(directory)) {
      if (rowsTo != null) {
        Tables.check(rowsTo, table.schema(), new SinkOptions(append));
      }
      Path file = results.file(MODEL);
      FitJob fit =
          FitJob.builder()
              .table(table)
              .synthesizer(synthesizer)
              .options(options)
              .file(file)
              .build();
      FitResult fitted = fit.run(listener);
      // What an earlier run left belongs to another model.
      results.remove(ROWS, PARQUET_ROWS, SCORES, REPORT);
      if (fitted.cancelled()) {
        throw new JobCancelledException(file);
      }
      long count = rows == null ? table.rows() : rows;
      Table judged = draw(fitted.model(), count, place(results), listener);
      if (options.series() != null) {
        judged = moreSequences(fitted.model(), judged);
      }
      QualityReport report =
          EvaluateJob.builder()
              .real(fitted.rows().alike() ? fitted.rows().train() : table)
              .synthetic(judged)
              .holdout(fitted.rows().alike() ? fitted.rows().holdout() : null)
              .options(qualityOptions(fitted, count, judged))
              .json(results.file(SCORES))
              .page(results.file(REPORT))
              .build()
              .run(listener);
      return new SynthesizeResult(fitted.model(), fitted.rows(), count, report, directory);
    }
  }

  private Place place(ResultDirectory results) {
    return rowsTo != null
        ? rowsTo
        : Place.of(results.file(parquet ? PARQUET_ROWS : ROWS).toString());
  }

  /** Writes the synthetic table and returns what of it is to be judged. */
  private Table draw(Model model, long count, Place place, JobListener listener)
      throws IOException {
    listener.begins(JobListener.Phase.DRAWING);
    long limit = Samples.limit(model.schema().size());
    // Of sequences the first ones are judged: evenly spread rows would be no sequences any more.
    Samples.Collector judged =
        options.series() == null
            ? Samples.Collector.spread(count, limit)
            : Samples.Collector.first(limit);
    SampleOptions drawn =
        SampleOptions.builder()
            .rows(count)
            .seed(options.seed())
            .threads(options.threads())
            .backend(options.backend())
            .rankProjection(rankProjection)
            .build();
    try (TableOutput output =
        TableOutput.to(
            place,
            model.schema(),
            new CsvLayout(model.schema().delimiter(), header, escapeFormulas),
            new SinkOptions(append))) {
      output.write(model, drawn, judged::add);
      output.commit();
    }
    listener.rowsWritten(count, place.toString());
    return judged.table();
  }

  /**
   * Sequences enough to judge by: a table that is one series is as long as some windows only. The
   * same sequences and the ones that follow.
   */
  private Table moreSequences(Model model, Table written) {
    int length = options.series().length();
    long wanted = (long) SEQUENCES_TO_JUDGE * length;
    boolean timed = !options.series().time().isEmpty(); // the ones that follow are later
    if (length == 0 || timed || written.rows() >= wanted || wanted * written.width() > MOST_CELLS) {
      return written;
    }
    return model.sample(
        SampleOptions.builder()
            .rows(wanted)
            .seed(options.seed())
            .threads(options.threads())
            .backend(options.backend())
            .rankProjection(rankProjection)
            .build());
  }

  private QualityOptions qualityOptions(FitResult fitted, long count, Table judged) {
    QualityOptions.Builder quality =
        QualityOptions.builder()
            .seed(options.seed())
            .threads(options.threads())
            .title(title)
            .target(options.target())
            .series(options.series())
            .carriesRealRows(fitted.model().carriesRealRows())
            .likelihoods(
                fitted.rows().alike()
                    ? LikelihoodAttack.of(
                        fitted.model(), fitted.rows().train(), fitted.rows().holdout())
                    : null)
            .rules(fitted.rules().orElse(null))
            .note("model", fitted.model().provenance().synthesizer());
    for (String stage : fitted.model().stages()) {
      quality.note(stage, stage.equals(RankProjectionStage.NAME) && !rankProjection ? "off" : "on");
    }
    fitted.training().ifPresent(quality::training);
    if (judged.rows() != count) {
      String words =
          judged.rows() > count
              ? "%,d rows, of which the first %,d were written"
              : options.series() == null
                  ? "%,d evenly spread of %,d rows"
                  : "first %,d of %,d rows";
      quality.note("judged", String.format(Locale.ROOT, words, judged.rows(), count));
    }
    return quality.build();
  }

  /** Builds a {@link SynthesizeJob}. */
  public static final class Builder {
    private Table table;
    private Synthesizer synthesizer; // null: by the options
    private FitOptions options = FitOptions.defaults();
    private Path directory;
    private Long rows;
    private boolean rankProjection = true;
    private boolean header = true;
    private boolean escapeFormulas;
    private String title = "Synthetic rows";
    private Place rowsTo;
    private boolean append;
    private boolean parquet;

    private Builder() {}

    /** The rows to learn; must be given. */
    public Builder table(Table value) {
      table = value;
      return this;
    }

    /** What kind of model; default {@link Synthesizers#byDefault}. */
    public Builder synthesizer(Synthesizer value) {
      synthesizer = Objects.requireNonNull(value, "synthesizer");
      return this;
    }

    /**
     * The same by its name.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Builder synthesizer(String name) {
      return synthesizer(Synthesizers.byName(name));
    }

    /**
     * How to fit, with {@link FitJob#HOLDOUT}; seed, threads and backend are those of drawing too.
     */
    public Builder options(FitOptions value) {
      options = Objects.requireNonNull(value, "options");
      return this;
    }

    /** Where the results go; must be given. */
    public Builder directory(Path value) {
      directory = value;
      return this;
    }

    /**
     * How many rows to draw; default as many as the table has.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder rows(long value) {
      if (value < 1) {
        throw new IllegalArgumentException("rows is " + value + ", but must be at least 1");
      }
      rows = value;
      return this;
    }

    /** See {@link SampleOptions#rankProjection()}; default true. */
    public Builder rankProjection(boolean value) {
      rankProjection = value;
      return this;
    }

    /**
     * Where the synthetic rows go; default {@link #ROWS}, in the directory.
     *
     * @param append whether they are added to a table of a database that is there
     */
    public Builder rowsTo(Place value, boolean append) {
      rowsTo = value;
      this.append = append;
      return this;
    }

    /** Whether the rows go to {@link #PARQUET_ROWS}, and not as text; default false. */
    public Builder parquet(boolean value) {
      parquet = value;
      return this;
    }

    /** Whether the synthetic table gets a line with the columns' names; default true. */
    public Builder header(boolean value) {
      header = value;
      return this;
    }

    /** See {@link CsvLayout#escapeFormulas()}; default false. */
    public Builder escapeFormulas(boolean value) {
      escapeFormulas = value;
      return this;
    }

    /** Heading of the report; default "Synthetic rows". */
    public Builder title(String value) {
      title = Objects.requireNonNull(value, "title");
      return this;
    }

    /**
     * The job.
     *
     * @throws IllegalArgumentException if the table or the directory is missing
     */
    public SynthesizeJob build() {
      if (table == null) {
        throw new IllegalArgumentException("table is missing: give the rows to learn");
      }
      if (directory == null) {
        throw new IllegalArgumentException("directory is missing: say where the results go");
      }
      return new SynthesizeJob(this);
    }
  }
}
