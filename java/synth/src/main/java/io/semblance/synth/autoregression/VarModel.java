package io.semblance.synth.autoregression;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.Marginal;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.random.Philox;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Streams;
import io.semblance.synth.copula.NormalCurve;
import io.semblance.synth.series.Attributes;
import io.semblance.synth.series.SeriesFrame;
import io.semblance.synth.series.SeriesModel;
import io.semblance.synth.series.StepInputs;
import io.semblance.synth.series.StepSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Marginals of the columns of a step, and the recursion of their latent normal numbers. */
public final class VarModel extends SeriesModel {
  private final Steps steps;
  private final Recursion recursion;

  /**
   * What is known of the columns of a step.
   *
   * @param marginals of all columns but identifiers, in the order of the schema
   * @param identifiersOrNull what makes the identifiers, where there are any
   */
  record Steps(
      Schema schema, List<Marginal> marginals, TableEncoder identifiersOrNull, StepInputs inputs) {}

  VarModel(
      SeriesFrame frame,
      Model sequencesOrNull,
      Steps steps,
      Recursion recursion,
      Provenance provenance) {
    super(frame, sequencesOrNull, null, provenance);
    this.steps = steps;
    this.recursion = recursion;
  }

  Steps parts() {
    return steps;
  }

  Recursion recursion() {
    return recursion;
  }

  /**
   * The coefficients of the step {@code lag} before, from 1 on, in the order of the schema without
   * identifiers: {@code [of column][by column]}, of latent normal numbers.
   */
  public double[][] coefficients(int lag) {
    int width = recursion.width();
    double[][] matrix = new double[width][width];
    int k = recursion.step().inputs();
    for (int i = 0; i < width; i++) {
      System.arraycopy(recursion.step().weights(), i * k + (lag - 1) * width, matrix[i], 0, width);
    }
    return matrix;
  }

  /** Steps that a step is explained by. */
  public int lags() {
    return recursion.lags();
  }

  @Override
  protected boolean drawsAttributes() {
    return false;
  }

  @Override
  protected int mostTimes() {
    return 0; // goes from step to step
  }

  @Override
  protected String describeSteps() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d latent normal numbers a step by those of the %d before and %d inputs, spectral"
                + " radius %.4f",
            recursion.width(),
            recursion.lags(),
            recursion.inputs(),
            recursion.radius()));
    for (Marginal marginal : steps.marginals()) {
      text.append('\n').append(marginal.schema()).append(": ").append(marginal.describe());
    }
    if (steps.identifiersOrNull() != null) {
      text.append('\n').append(steps.identifiersOrNull().describe().stripTrailing());
    }
    return text.toString();
  }

  @Override
  protected StepSource openSteps(DrawContext context, int times) {
    return new Walker(context.seed(), times);
  }

  /** Draws sequences by their absolute numbers: a step of one depends on seed and number alone. */
  private final class Walker implements StepSource {
    private final long seed;
    private final int times;
    private final NormalCurve curve = new NormalCurve();
    private final int width = recursion.width();
    private final int begun = recursion.lags() * width;
    private final float[] input = new float[recursion.inputs()];
    private final double[] around = new double[begun + input.length];

    /** Of a step; those of the first steps together. */
    private final double[] noise = new double[width];

    private final double[] startNoise = new double[begun];
    private final double[] latent;
    private final int[] words = new int[4];
    private final double[] four = new double[4];

    Walker(long seed, int times) {
      this.seed = seed;
      this.times = times;
      this.latent = new double[Math.multiplyExact(Math.max(times, recursion.lags()), width)];
    }

    @Override
    public Drawn draw(Attributes given) {
      int count = given.count();
      float[] encoded = steps.inputs().encoded(given.drawnOrNull());
      double[][] ranks = new double[width][Math.multiplyExact(count, times)];
      for (int i = 0; i < count; i++) {
        walk(given, i, encoded);
        for (int t = 0; t < times; t++) {
          for (int c = 0; c < width; c++) {
            ranks[c][i * times + t] = curve.cdf(latent[t * width + c]);
          }
        }
      }
      return new Drawn(given, cells(ranks, count * times, given.first() * times));
    }

    private void walk(Attributes given, int i, float[] encoded) {
      long sequence = given.first() + i;
      int label = frame().label(sequence);
      double start = given.starts()[i];
      int lags = recursion.lags();
      for (int t = 0; t < lags; t++) {
        normals(sequence, t, startNoise, t * width);
      }
      steps.inputs().of(encoded, i, label, start, 0, input);
      double[] in = new double[input.length];
      copyInput(in, 0);
      recursion.start().draw(in, startNoise, latent, 0);
      for (int t = lags; t < times; t++) {
        for (int k = 0; k < lags; k++) {
          System.arraycopy(latent, (t - 1 - k) * width, around, k * width, width);
        }
        steps.inputs().of(encoded, i, label, start, t, input);
        copyInput(around, begun);
        normals(sequence, t, noise, 0);
        recursion.step().draw(around, noise, latent, t * width);
      }
    }

    private void copyInput(double[] out, int at) {
      for (int k = 0; k < input.length; k++) {
        out[at + k] = input[k];
      }
    }

    private void normals(long sequence, int step, double[] out, int at) {
      int blocks = (width + 3) / 4;
      for (int b = 0; b < blocks; b++) {
        Philox.block(seed, Streams.AUTOREGRESSION, sequence, step * blocks + b, words, 0);
        Philox.normals(words[0], words[1], four, 0);
        Philox.normals(words[2], words[3], four, 2);
        for (int k = 0; k < 4 && 4 * b + k < width; k++) {
          out[at + 4 * b + k] = four[k];
        }
      }
    }

    private Table cells(double[][] ranks, int rows, long first) {
      Table made =
          steps.identifiersOrNull() == null
              ? null
              : steps.identifiersOrNull().decode(new float[0], rows, first, seed);
      List<Column> columns = new ArrayList<>();
      int learnt = 0;
      for (int i = 0; i < steps.schema().size(); i++) {
        columns.add(
            steps.schema().column(i).type() == ColumnType.ID
                ? made.column(steps.schema().column(i).name())
                : steps.marginals().get(learnt).cells(ranks[learnt++]));
      }
      return Table.of(columns);
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
