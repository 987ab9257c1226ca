package io.semblance.synth.copula;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.ColumnStates;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.Marginal;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.simulate.CorrelationMatrix;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.train.FitReporter;
import java.util.ArrayList;
import java.util.List;

/** One fit, from table to model: states, their order, correlations, the nearest proper matrix. */
final class CopulaFit {
  /** Below this the Cholesky factor would be ill conditioned. */
  /** Wider matrices would take minutes; their time grows with the cube of the columns. */
  private static final int MOST_EIGENVECTORS = 300;

  private static final double SMALLEST_EIGENVALUE = 1e-5;

  /** How often progress is told at most. */
  private static final int TOLD = 40;

  /** Columns whose products with another one are summed side by side. */
  private static final int ABREAST = 4;

  private final Settings settings;
  private final Table table;
  private final FitOptions options;
  private final FitListener listener;
  private final FitReporter reporter;
  private final NormalCurve curve = new NormalCurve();
  private String ended = "all correlations estimated";

  CopulaFit(Settings settings, Table table, FitOptions options, FitListener listener) {
    this.settings = settings;
    this.table = table;
    this.options = options;
    this.listener = listener;
    this.reporter = new FitReporter(options, listener, table.rows());
  }

  CopulaModel run(String synthesizer) {
    if (table.rows() < 2) {
      throw new SynthesisException(
          "A model cannot be learnt from " + table.rows() + " rows; give a table with more");
    }
    checkEncoders();
    reporter.phase("encoding");
    List<ColumnStates> states = new ArrayList<>();
    List<String> identifiers = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.schema().type() == ColumnType.ID) {
        identifiers.add(column.name());
      } else {
        states.add(ColumnStates.of(column));
      }
    }
    List<LatentColumn> columns = ordered(states);
    double[][] factor = CorrelationMatrix.cholesky(correlations(columns));
    List<Marginal> marginals = new ArrayList<>();
    for (LatentColumn column : columns) {
      marginals.add(column.states().marginal(column.order()));
    }
    if (columns.stream().allMatch(column -> column.variance() == 0)) {
      ended = "nothing to learn";
    }
    return new CopulaModel(
        table.schema(),
        marginals,
        CopulaModel.flat(factor),
        identifiers.isEmpty()
            ? null
            : TableEncoder.fit(table.selectColumns(identifiers), EncoderOptions.defaults()),
        Provenance.of(
            synthesizer,
            options,
            settings.values(),
            table,
            "",
            new Provenance.Training(ended, List.of(), reporter.events())));
  }

  private void checkEncoders() {
    List<String> asked = new ArrayList<>(options.encoder().encoders().keySet());
    asked.forEach(name -> table.schema().indexOf(name));
    if (!asked.isEmpty()) {
      reporter.event(
          "The copula draws every column by its own marginal; the encoders of "
              + String.join(", ", asked)
              + " are not used");
    }
  }

  /** Whether there is time and the wish to go on; if not, it is said how the fit ended. */
  private boolean goOn() {
    if (listener.cancelled()) {
      ended = "cancelled";
      return false;
    }
    if (options.budget() != null && reporter.elapsed().compareTo(options.budget()) >= 0) {
      ended = "the budget was spent";
      return false;
    }
    return true;
  }

  private List<LatentColumn> ordered(List<ColumnStates> states) {
    StateOrders orders = new StateOrders(states, curve);
    int rounds = orders.hasFree() ? settings.wholeNumber(Copula.ORDER_ROUNDS, 0) : 0;
    for (int round = 0; round < rounds && goOn(); round++) {
      reporter.phase("ordering labels");
      orders.round(this::goOn);
    }
    return orders.columns();
  }

  /** The latent correlations, as a proper matrix. Columns not reached are independent. */
  private double[][] correlations(List<LatentColumn> columns) {
    int n = columns.size();
    double[][] latent = new double[n][n];
    List<float[]> scores = new ArrayList<>();
    List<double[]> series = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (i % (n / TOLD + 1) == 0) {
        reporter.phase("correlating " + (i + 1) + " of " + n + " columns");
      }
      latent[i][i] = 1;
      LatentColumn column = columns.get(i);
      scores.add(column.ofRows());
      series.add(column.hermite());
      for (int from = 0; from < i && column.variance() > 0 && goOn(); from += ABREAST) {
        double[] sums = products(scores, i, from);
        for (int j = from; j < Math.min(i, from + ABREAST); j++) {
          if (columns.get(j).variance() > 0) {
            double covariance = sums[j - from] / table.rows();
            latent[i][j] = LatentSeries.solve(series.get(i), series.get(j), covariance);
            latent[j][i] = latent[i][j];
          }
        }
      }
    }
    return n > MOST_EIGENVECTORS
        ? CorrelationMatrix.shrunk(latent, SMALLEST_EIGENVALUE)
        : CorrelationMatrix.clipped(latent, SMALLEST_EIGENVALUE);
  }

  /** Sums of products of column i with the columns from {@code from} on, not beyond i. */
  private static double[] products(List<float[]> scores, int i, int from) {
    float[] own = scores.get(i);
    float[] a = scores.get(from);
    float[] b = scores.get(Math.min(i, from + 1));
    float[] c = scores.get(Math.min(i, from + 2));
    float[] d = scores.get(Math.min(i, from + 3));
    double sumA = 0;
    double sumB = 0;
    double sumC = 0;
    double sumD = 0;
    for (int row = 0; row < own.length; row++) {
      double x = own[row];
      sumA += x * a[row];
      sumB += x * b[row];
      sumC += x * c[row];
      sumD += x * d[row];
    }
    return new double[] {sumA, sumB, sumC, sumD};
  }

  /** The kinds of column that a copula learns, in the order of the schema. */
  static List<ColumnSchema> learnt(List<ColumnSchema> columns) {
    return columns.stream().filter(column -> column.type() != ColumnType.ID).toList();
  }
}
