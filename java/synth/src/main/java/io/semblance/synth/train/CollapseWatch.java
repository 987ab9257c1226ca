package io.semblance.synth.train;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notices mode collapse while a model is trained: labels that stop coming, clusters of rows that
 * empty, rows that repeat. Looks at generated rows and says each thing once, in a sentence. While
 * training goes on only what had come before can stop coming; at its end whatever is missing is
 * missing.
 */
public final class CollapseWatch {
  /** Expected rows of a label or cluster in a sample below which chance may leave it out. */
  private static final double LEAST_EXPECTED = 25;

  /** Parts of what is expected: below the first it is lost, from the second on it has come. */
  private static final double LOST = 0.02;

  private static final double CAME = 0.25;

  /** Different rows, beside those of as many training rows, below which rows repeat. */
  private static final double REPEATED = 0.5;

  private static final int CLUSTERS = 16;
  private static final int MOST_CLUSTERED = 4_000;
  private static final int WIDEST = 2_000;

  private final Table train;
  private final EncodedTable data;
  private final Clusters clusters;
  private final Set<String> came = new TreeSet<>();
  private final Set<String> said = new TreeSet<>();

  private CollapseWatch(Table train, EncodedTable data, Clusters clusters) {
    this.train = train;
    this.data = data;
    this.clusters = clusters;
  }

  /** What has come and what was said, so far. */
  public record Memory(List<String> came, List<String> said) {}

  /** Looks at nothing: for models that cannot collapse. */
  public static CollapseWatch none() {
    return new CollapseWatch(null, null, null);
  }

  /** A watch over models of a table. */
  public static CollapseWatch over(Table train, EncodedTable data, long seed) {
    Clusters clusters = null;
    if (data.width() > 0 && data.width() <= WIDEST) {
      int count = Math.min(data.count(), MOST_CLUSTERED);
      float[] some = spread(data, count);
      clusters = Clusters.of(some, count, data.width(), CLUSTERS, seed);
    }
    return new CollapseWatch(train, data, clusters);
  }

  /** Evenly spread rows. */
  private static float[] spread(EncodedTable data, int count) {
    int width = data.width();
    float[] some = new float[count * width];
    for (int r = 0; r < count; r++) {
      int from = (int) ((long) r * data.count() / count);
      System.arraycopy(data.rows(), from * width, some, r * width, width);
    }
    return some;
  }

  /** Whether it looks at anything. */
  boolean looks() {
    return train != null;
  }

  Memory memory() {
    return new Memory(List.copyOf(came), List.copyOf(said));
  }

  void remember(Memory memory) {
    came.clear();
    came.addAll(memory.came());
    said.clear();
    said.addAll(memory.said());
  }

  /** What these generated rows have lost that earlier ones had. */
  List<String> look(Table generated) {
    return look(generated, false);
  }

  /** What these generated rows, the last to be looked at, lack. */
  List<String> last(Table generated) {
    return look(generated, true);
  }

  private List<String> look(Table generated, boolean last) {
    List<String> news = new ArrayList<>();
    if (train == null || generated.rows() == 0) {
      return news;
    }
    labels(generated, last, news);
    float[] rows = new float[generated.rows() * data.width()];
    data.encoder().encode(generated, 0, generated.rows(), rows, 0);
    if (clusters != null) {
      clusters(rows, generated.rows(), last, news);
    }
    repeats(rows, generated.rows(), last, news);
    return news;
  }

  private void labels(Table generated, boolean last, List<String> news) {
    for (Column column : train.columns()) {
      if (!(column instanceof CategoricalColumn real) || column.schema().type() == ColumnType.ID) {
        continue;
      }
      int labels = column.schema().categories().size();
      int[] expected = counts(real, labels);
      int[] found = counts((CategoricalColumn) generated.column(column.name()), labels);
      for (int c = 0; c < labels; c++) {
        double share = (double) expected[c] / train.rows();
        String label = Text.shorten(column.schema().categories().get(c));
        String name = Text.shorten(column.name()) + " = " + label;
        judge(
            "label " + name,
            share,
            (double) found[c] / generated.rows(),
            generated.rows(),
            last,
            "rows with " + name,
            news);
      }
    }
  }

  private static int[] counts(CategoricalColumn column, int labels) {
    int[] counts = new int[labels];
    for (int row = 0; row < column.size(); row++) {
      if (column.code(row) >= 0) {
        counts[column.code(row)]++;
      }
    }
    return counts;
  }

  private void clusters(float[] rows, int count, boolean last, List<String> news) {
    double[] found = clusters.sharesOf(rows, count);
    for (int c = 0; c < found.length; c++) {
      String name = "rows like (" + clusters.typical(c, data.encoder()) + ")";
      judge("cluster " + c, clusters.share(c), found[c], count, last, name, news);
    }
  }

  private void judge(
      String key, double share, double found, int n, boolean last, String what, List<String> news) {
    if (share * n < LEAST_EXPECTED) {
      return;
    }
    if (found >= CAME * share) {
      came.add(key);
    } else if (found < LOST * share && (last || came.contains(key)) && said.add(key)) {
      news.add(
          String.format(
              Locale.ROOT,
              "Mode collapse: %s are %.1f%% of the table, but %s (%.2f%% of generated rows)",
              what,
              100 * share,
              came.contains(key) ? "hardly come any more" : "never came",
              100 * found));
    }
  }

  private void repeats(float[] rows, int count, boolean last, List<String> news) {
    int width = data.width();
    int compared = Math.min(count, data.count());
    int generated = different(rows, compared, width);
    int real = different(spread(data, compared), compared, width);
    String key = "different rows";
    if (generated >= REPEATED * real) {
      came.add(key);
    } else if ((last || came.contains(key)) && said.add(key)) {
      news.add(
          String.format(
              Locale.ROOT,
              "Mode collapse: rows repeat, of %,d generated ones only %,d are different, of as many"
                  + " training rows %,d",
              compared,
              generated,
              real));
    }
  }

  private static int different(float[] rows, int count, int width) {
    Set<Integer> hashes = new HashSet<>();
    for (int r = 0; r < count; r++) {
      hashes.add(Arrays.hashCode(Arrays.copyOfRange(rows, r * width, (r + 1) * width)));
    }
    return hashes.size();
  }
}
