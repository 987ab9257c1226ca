package io.semblance.synth.copula;

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
import io.semblance.synth.RowSource;
import io.semblance.synth.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Marginals, and the Cholesky factor of the correlation matrix of their latent normal numbers. */
public final class CopulaModel implements Model {
  private static final int PART = 4 * DrawContext.BATCH;

  /** Pairs that the description names. */
  private static final int NAMED_PAIRS = 5;

  private final Schema schema;
  private final List<Marginal> marginals;
  private final float[] factor;
  private final TableEncoder identifiers;
  private final Provenance provenance;

  /**
   * A model.
   *
   * @param schema of the table
   * @param marginals of all columns but identifiers, in the order of the schema
   * @param factor lower triangular, row by row, as wide as there are marginals; each row has length
   *     one
   * @param identifiersOrNull what makes the identifiers, where there are any
   */
  CopulaModel(
      Schema schema,
      List<Marginal> marginals,
      float[] factor,
      TableEncoder identifiersOrNull,
      Provenance provenance) {
    this.schema = schema;
    this.marginals = List.copyOf(marginals);
    this.factor = factor;
    this.identifiers = identifiersOrNull;
    this.provenance = provenance;
  }

  /** A square matrix row by row. */
  static float[] flat(double[][] matrix) {
    int n = matrix.length;
    float[] flat = new float[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        flat[i * n + j] = (float) matrix[i][j];
      }
    }
    return flat;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  List<Marginal> marginals() {
    return marginals;
  }

  float[] factor() {
    return factor;
  }

  TableEncoder identifiers() {
    return identifiers;
  }

  /**
   * Correlations of the latent normal numbers of all columns but identifiers, in the order of the
   * schema: symmetric with unit diagonal, {@code [row][column]}.
   */
  public double[][] correlation() {
    int n = marginals.size();
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k <= j; k++) {
          sum += (double) factor[i * n + k] * factor[j * n + k];
        }
        product[i][j] = i == j ? 1 : sum;
        product[j][i] = product[i][j];
      }
    }
    return product;
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder(provenance.synthesizer());
    text.append(", ").append(marginals.size()).append(" latent normal numbers");
    String pairs = strongest();
    text.append(pairs.isEmpty() ? "" : "; strongest correlations: " + pairs).append('\n');
    for (Marginal marginal : marginals) {
      text.append(marginal.schema()).append(": ").append(marginal.describe()).append('\n');
    }
    return text + (identifiers == null ? "" : identifiers.describe());
  }

  private record Pair(String words, double size) {}

  private String strongest() {
    double[][] all = correlation();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < i; j++) {
        String words =
            String.format(
                Locale.ROOT,
                "%s and %s %.2f",
                marginals.get(j).schema().name(),
                marginals.get(i).schema().name(),
                all[i][j]);
        if (Math.abs(all[i][j]) >= .01) {
          pairs.add(new Pair(words, Math.abs(all[i][j])));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::size).reversed());
    return String.join(", ", pairs.stream().limit(NAMED_PAIRS).map(Pair::words).toList());
  }

  @Override
  public int partRows() {
    return PART;
  }

  @Override
  public RowSource open(DrawContext context) {
    return new Rows(context.seed());
  }

  /** Draws rows by their absolute numbers: normals by Philox, correlated, cut by the marginals. */
  private final class Rows implements RowSource {
    /** Rows that stay in the cache while column after column is correlated. */
    private static final int TILE = 128;

    private final long seed;
    private final NormalCurve curve = new NormalCurve();
    private final int width = marginals.size();

    /** Independent normals, by column; wide enough for whole blocks of four. */
    private final double[][] independent = new double[(width + 3) / 4 * 4][TILE];

    private final double[] correlated = new double[TILE];

    Rows(long seed) {
      this.seed = seed;
    }

    @Override
    public Table draw(long firstRow, int count) {
      double[][] ranks = new double[width][count];
      for (int from = 0; from < count; from += TILE) {
        int rows = Math.min(TILE, count - from);
        normals(firstRow + from, rows);
        for (int i = 0; i < width; i++) {
          correlate(i, rows);
          for (int row = 0; row < rows; row++) {
            ranks[i][from + row] = curve.cdf(correlated[row]);
          }
        }
      }
      Table made =
          identifiers == null ? null : identifiers.decode(new float[0], count, firstRow, seed);
      List<Column> columns = new ArrayList<>();
      int learnt = 0;
      for (int i = 0; i < schema.size(); i++) {
        columns.add(
            schema.column(i).type() == ColumnType.ID
                ? made.column(schema.column(i).name())
                : marginals.get(learnt).cells(ranks[learnt++]));
      }
      return Table.of(columns).withDelimiter(schema.delimiter());
    }

    private void normals(long firstRow, int rows) {
      int[] words = new int[4];
      double[] four = new double[4];
      for (int row = 0; row < rows; row++) {
        for (int at = 0; at < width; at += 4) {
          Philox.block(seed, Streams.COPULA, firstRow + row, at / 4, words, 0);
          Philox.normals(words[0], words[1], four, 0);
          Philox.normals(words[2], words[3], four, 2);
          for (int k = 0; k < 4; k++) {
            independent[at + k][row] = four[k];
          }
        }
      }
    }

    private void correlate(int i, int rows) {
      double[] out = correlated;
      Arrays.fill(out, 0);
      for (int j = 0; j <= i; j++) {
        double weight = factor[i * width + j];
        double[] in = independent[j];
        for (int row = 0; row < rows; row++) {
          out[row] += weight * in[row];
        }
      }
    }

    @Override
    public void close() {}
  }
}
