package io.semblance.synth.autoregression;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.ColumnStates;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.copula.LatentColumn;
import io.semblance.synth.copula.NormalCurve;
import io.semblance.synth.copula.StateOrders;
import io.semblance.synth.series.SeriesData;
import io.semblance.synth.series.SeriesSynthesizer;
import io.semblance.synth.series.StepInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One fit, from table to model: states, their order, moments of scores, least squares. */
final class VarFit {
  /** Steps for each number that is estimated of a column, at least. */
  private static final int STEPS_PER_NUMBER = 3;

  /** A latent number may vary so much more in the long run than its marginal is cut for. */
  private static final double MOST_VARIANCE = 1.2;

  /** Where whole sequences spread as they go on, their ends vary more than all steps together. */
  private static final double MOST_VARIANCE_OF_WHOLE = 4;

  private final SeriesSynthesizer.Fit fit;
  private final SeriesData data;
  private final VarSettings settings;
  private String ended = "all moments estimated";

  VarFit(SeriesSynthesizer.Fit fit, VarSettings settings) {
    this.fit = fit;
    this.data = fit.data();
    this.settings = settings;
  }

  /**
   * Fits.
   *
   * @param sequencesOrNull model of the table of sequences
   */
  VarModel run(Model sequencesOrNull) {
    fit.reporter().phase("encoding");
    checkEncoders();
    Table steps = data.steps();
    List<String> identifiers =
        steps.schema().columns().stream()
            .filter(c -> c.type() == ColumnType.ID)
            .map(c -> c.name())
            .toList();
    List<LatentColumn> columns = columns(steps);
    StepInputs inputs =
        new StepInputs(
            data.frame(),
            data.sequences() == null
                ? null
                : TableEncoder.fit(data.sequences(), EncoderOptions.defaults()));
    fit.reporter().phase("estimating");
    Recursion recursion = recursion(columns, inputs);
    return new VarModel(
        data.frame(),
        sequencesOrNull,
        new VarModel.Steps(
            steps.schema(),
            columns.stream().map(c -> c.states().marginal(c.order())).toList(),
            identifiers.isEmpty()
                ? null
                : TableEncoder.fit(steps.selectColumns(identifiers), EncoderOptions.defaults()),
            inputs),
        recursion,
        fit.provenance("", new Provenance.Training(ended, List.of(), fit.reporter().events())));
  }

  private void checkEncoders() {
    List<String> asked = new ArrayList<>(fit.options().encoder().encoders().keySet());
    if (!asked.isEmpty()) {
      fit.reporter()
          .event(
              "An autoregression draws every column by its own marginal; the encoders of "
                  + String.join(", ", asked)
                  + " are not used");
    }
  }

  private boolean goOn() {
    if (fit.listener().cancelled()) {
      ended = "cancelled";
      return false;
    }
    if (fit.options().budget() != null
        && fit.reporter().elapsed().compareTo(fit.options().budget()) >= 0) {
      ended = "the budget was spent";
      return false;
    }
    return true;
  }

  /** The columns with their states in order: missing cells by the other columns, labels by all. */
  private List<LatentColumn> columns(Table steps) {
    List<ColumnStates> states = new ArrayList<>();
    for (Column column : steps.columns()) {
      if (column.schema().type() != ColumnType.ID) {
        states.add(ColumnStates.of(column));
      }
    }
    NormalCurve curve = new NormalCurve();
    StateOrders orders = new StateOrders(states, curve);
    int rounds = orders.hasFree() ? settings.orderRounds() : 0;
    for (int round = 0; round < rounds && goOn(); round++) {
      fit.reporter().phase("ordering labels");
      orders.round(this::goOn);
    }
    List<LatentColumn> columns = new ArrayList<>(orders.columns());
    LabelOrders byStep = new LabelOrders(before(steps.rows()));
    for (int j = 0; j < columns.size() && rounds > 0 && goOn(); j++) {
      if (LabelOrders.isFree(columns.get(j))) {
        columns.set(j, byStep.ordered(columns, j, curve));
      }
    }
    return columns;
  }

  /** The row of the step before each row; the row itself where there is none. */
  private int[] before(int count) {
    int[] before = new int[count];
    Arrays.setAll(before, i -> i);
    for (int[] rows : data.windows()) {
      for (int t = 1; t < rows.length; t++) {
        before[rows[t]] = rows[t - 1];
      }
    }
    return before;
  }

  private Recursion recursion(List<LatentColumn> columns, StepInputs inputs) {
    int width = columns.size();
    int lags = lags(width, inputs.width());
    List<float[]> scores = columns.stream().map(LatentColumn::ofRows).toList();
    Walk walk = new Walk(scores, inputs, lags);
    walk.run();
    Joint starts = Joint.of(walk.starts, elements(columns, lags, inputs.width()));
    Joint steps = Joint.of(walk.steps, elements(columns, lags + 1, inputs.width()));
    LinearGaussian start = starts.regression(lags * width, settings.ridge());
    LinearGaussian free = steps.regression(width, settings.ridge());
    Recursion whole = new Recursion(start, free, width, lags);
    int length = wholeLength();
    double most = length > 0 ? MOST_VARIANCE_OF_WHOLE : MOST_VARIANCE;
    Recursion bounded =
        Recursion.bounded(steps, start, width, lags, length, settings.ridge(), most);
    if (width > 0 && !Arrays.equals(bounded.step().weights(), free.weights())) {
      fit.reporter()
          .event(
              String.format(
                  Locale.ROOT,
                  "Left to itself the autoregression would drift away from the data (spectral radius"
                      + " %.5f); it is held back to one of %.5f",
                  whole.radius(),
                  bounded.radius()));
    }
    return bounded;
  }

  /** Steps of the longest sequence; 0 where windows are cut from sequences. */
  private int wholeLength() {
    return fit.options().series().length() > 0
        ? 0
        : data.windows().stream().mapToInt(w -> w.length).max().orElse(1);
  }

  /** As many as are asked for, if sequences are long enough and steps many enough. */
  private int lags(int width, int inputs) {
    long steps = Arrays.stream(distinctLengths()).asLongStream().sum();
    int longest = data.windows().stream().mapToInt(w -> w.length).max().orElse(1);
    // Half of the windows at least are to be longer than the steps that begin them.
    int[] lengths = data.windows().stream().mapToInt(w -> w.length).sorted().toArray();
    int most = Math.max(1, Math.min(longest - 1, lengths[lengths.length / 2] - 1));
    while (most > 1 && steps < STEPS_PER_NUMBER * ((long) most * width + inputs + 1)) {
      most--;
    }
    if (most < settings.lags()) {
      fit.reporter()
          .event(
              String.format(
                  Locale.ROOT,
                  "The data do not carry %d lags; the autoregression has %d",
                  settings.lags(),
                  most));
    }
    return Math.min(most, settings.lags());
  }

  /** Steps of windows, each row of the table counted once. */
  private int[] distinctLengths() {
    boolean[] seen = new boolean[data.steps().rows()];
    return data.windows().stream()
        .mapToInt(
            rows -> {
              int fresh = 0;
              for (int row : rows) {
                fresh += seen[row] ? 0 : 1;
                seen[row] = true;
              }
              return fresh;
            })
        .toArray();
  }

  private static LatentColumn[] elements(List<LatentColumn> columns, int steps, int inputs) {
    int width = columns.size();
    LatentColumn[] of = new LatentColumn[steps * width + inputs];
    for (int i = 0; i < steps * width; i++) {
      of[i] = columns.get(i % width);
    }
    return of;
  }

  /** Goes over all windows and adds up moments; a row that several windows share counts once. */
  private final class Walk {
    final Moments starts;
    final Moments steps;
    private final List<float[]> scores;
    private final StepInputs inputs;
    private final int lags;
    private final int width;
    private final float[] input;

    Walk(List<float[]> scores, StepInputs inputs, int lags) {
      this.scores = scores;
      this.inputs = inputs;
      this.lags = lags;
      this.width = scores.size();
      this.input = new float[inputs.width()];
      this.starts = new Moments(lags * width + inputs.width());
      this.steps = new Moments((lags + 1) * width + inputs.width());
    }

    void run() {
      Moments anywhere = new Moments(starts.width());
      float[] encoded = inputs.encoded(data.sequences());
      boolean[] begun = new boolean[data.steps().rows()];
      boolean[] reached = new boolean[begun.length];
      double[] block = new double[starts.width()];
      double[] around = new double[steps.width()];
      for (int w = 0; w < data.count(); w++) {
        int[] rows = data.windows().get(w);
        for (int t = 0; t < rows.length; t++) {
          if (t + lags <= rows.length && (t == 0 || !begun[rows[t]])) {
            for (int k = 0; k < lags; k++) {
              put(rows[t + k], block, k * width);
            }
            said(encoded, w, t, block, lags * width);
            if (t == 0) {
              starts.add(block);
            }
            if (!begun[rows[t]]) {
              anywhere.add(block);
              begun[rows[t]] = true;
            }
          }
          if (t >= lags && !reached[rows[t]]) {
            reached[rows[t]] = true;
            for (int k = 0; k <= lags; k++) {
              put(rows[t - k], around, k * width);
            }
            said(encoded, w, t, around, (lags + 1) * width);
            steps.add(around);
          }
        }
      }
      // A few starts would be learnt by heart; what is found anywhere weighs as much as it has
      // numbers.
      starts.add(anywhere, starts.width() + 1);
    }

    private void put(int row, double[] out, int at) {
      for (int c = 0; c < width; c++) {
        out[at + c] = scores.get(c)[row];
      }
    }

    private void said(float[] encoded, int window, int t, double[] out, int at) {
      inputs.of(encoded, window, data.labels()[window], data.starts()[window], t, input);
      for (int i = 0; i < input.length; i++) {
        out[at + i] = input[i];
      }
    }
  }
}
