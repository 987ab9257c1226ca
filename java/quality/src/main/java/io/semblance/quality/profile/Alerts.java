package io.semblance.quality.profile;

import io.semblance.data.Axis;
import io.semblance.data.ColumnType;
import io.semblance.data.rule.Rules;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.Distribution;
import io.semblance.quality.summary.FrequentKeys.Frequent;
import io.semblance.quality.summary.HashedRows;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what deserves a warning. The thresholds are the constants of this class. */
final class Alerts {
  /** Share of missing cells from which on it is worth a word. */
  private static final double MISSING = .01;

  /** Share of zeros. */
  private static final double ZEROS = .1;

  /** Automatic measure of a pair. */
  private static final double CORRELATION = .5;

  /** Labels of a category. */
  private static final int CARDINALITY = 50;

  /** One less the entropy over its greatest value. */
  private static final double IMBALANCE = .5;

  private static final double SKEWNESS = 5;

  /** Chi-square distance from equal shares, per row, beyond what chance makes. */
  private static final double UNEVEN = .002;

  /** Wide tables of indicators have rules without end. */
  private static final int MOST_RULES = 20;

  private static final int FEWEST_FOR_UNIFORM = 100;
  private static final int UNIFORM_BINS = 10;

  /** A gap is so many times as long as the usual step. */
  private static final double GAP = 1.5;

  private final List<Alert> alerts = new ArrayList<>();

  private Alerts() {}

  static List<Alert> of(TableSummary summary, Associations associations, List<TimeSeries> series) {
    Alerts found = new Alerts();
    found.duplicates(summary);
    for (ColumnSummary column : summary.columns()) {
      found.column(column);
    }
    found.correlations(associations);
    for (TimeSeries one : series) {
      if (one.adf() != null && one.adf().pValue() > .05) {
        found.add(
            Alert.Kind.NON_STATIONARY,
            one.name(),
            one.adf().pValue(),
            "may wander over time: the test of Dickey and Fuller leaves p = "
                + Html.number(Math.round(one.adf().pValue() * 1000) / 1000.0));
      }
    }
    found.rules(summary.sample());
    found.alerts.sort(Comparator.comparing(Alert::kind));
    return List.copyOf(found.alerts);
  }

  private void add(Alert.Kind kind, String column, double value, String words) {
    alerts.add(new Alert(kind, column, null, value, words));
  }

  /** What a fit would find and keep. */
  private void rules(HashedRows sample) {
    List<String> rules = Rules.of(List.of(Rules.FOUND), sample.table()).texts();
    String rows = sample.whole() ? "every row keeps " : "every row of a sample keeps ";
    for (String rule : rules.subList(0, Math.min(rules.size(), MOST_RULES))) {
      add(Alert.Kind.RULE, null, Double.NaN, rows + rule);
    }
    if (rules.size() > MOST_RULES) {
      int more = rules.size() - MOST_RULES;
      add(Alert.Kind.RULE, null, more, rows + more + " more rules; semblance schema lists them");
    }
  }

  private void duplicates(TableSummary summary) {
    long duplicates = summary.rowCounts().duplicates();
    if (duplicates > 0) {
      double share = (double) duplicates / summary.rows();
      add(
          Alert.Kind.DUPLICATES,
          null,
          share,
          (summary.rowCounts().exact() ? "" : "about ")
              + Html.count(duplicates)
              + (duplicates == 1 ? " row repeats" : " rows repeat")
              + " an earlier one ("
              + Html.percent(share)
              + ")");
    }
  }

  private void column(ColumnSummary column) {
    double rows = Math.max(1, column.rows());
    if (column.present() == 0) {
      add(Alert.Kind.EMPTY, column.name(), 1, "has no value at all");
      return;
    }
    if (column.missing() / rows >= MISSING) {
      add(
          Alert.Kind.MISSING,
          column.name(),
          column.missing() / rows,
          Html.count(column.missing())
              + " cells are missing ("
              + Html.percent(column.missing() / rows)
              + ")");
    }
    if (column.infinite() > 0) {
      add(
          Alert.Kind.INFINITE,
          column.name(),
          column.infinite() / rows,
          Html.count(column.infinite()) + " cells are infinite; they count as missing");
    }
    mixedTypes(column);
    if (column.distinct() == 1) {
      add(Alert.Kind.CONSTANT, column.name(), 1, "holds one value only");
      return;
    }
    if (column.exact() && column.distinct() == column.present() && column.present() > 2) {
      add(Alert.Kind.UNIQUE, column.name(), 1, "all values are different");
    }
    if (column instanceof NumericSummary numbers) {
      numbers(numbers);
    } else {
      labels((LabelSummary) column);
    }
  }

  private void mixedTypes(ColumnSummary column) {
    double rows = Math.max(1, column.present() + column.misfits());
    if (column.misfits() > 0) {
      add(
          Alert.Kind.MIXED_TYPES,
          column.name(),
          column.misfits() / rows,
          Html.count(column.misfits())
              + " cells, such as \u201c"
              + Html.shorten(column.misfitText(), 40)
              + "\u201d, are no "
              + column.schema().type().label()
              + "; they count as missing");
    }
    if (column instanceof LabelSummary labels && column.schema().type() == ColumnType.CATEGORY) {
      long numbers = labels.numbers();
      long words = labels.present() - numbers;
      if (numbers > 0 && words > 0) {
        add(
            Alert.Kind.MIXED_TYPES,
            column.name(),
            Math.min(numbers, words) / rows,
            Html.count(numbers) + " cells read as numbers, " + Html.count(words) + " do not");
      }
    }
  }

  private void numbers(NumericSummary column) {
    double present = column.present();
    Axis axis = column.schema().numeric().axis();
    if (axis.hasZero() && column.zeros() / present >= ZEROS) {
      add(
          Alert.Kind.ZEROS,
          column.name(),
          column.zeros() / present,
          Html.count(column.zeros())
              + " values are zero ("
              + Html.percent(column.zeros() / present)
              + ")");
    }
    double skewness = column.moments().skewness();
    if (axis.hasZero() && Math.abs(skewness) > SKEWNESS) {
      add(
          Alert.Kind.SKEWED,
          column.name(),
          skewness,
          "skewness is " + Html.number(Math.round(10 * skewness) / 10.0));
    }
    if (present >= FEWEST_FOR_UNIFORM && column.distinct() >= UNIFORM_BINS) {
      Distribution values = column.distribution();
      double[] counts = Bins.of(values, column.schema().numeric(), UNIFORM_BINS).counts(values);
      if (counts.length > 2 && even(counts)) {
        add(Alert.Kind.UNIFORM, column.name(), Double.NaN, "values spread evenly over their range");
      }
    }
    if (axis.hasGaps()) {
      gaps(column);
    }
  }

  private void gaps(NumericSummary column) {
    DateGaps gaps = DateGaps.of(column);
    if (gaps != null && gaps.count() > 0) {
      add(
          Alert.Kind.DATE_GAPS,
          column.name(),
          gaps.count(),
          Html.count(gaps.count())
              + (gaps.count() == 1 ? " gap" : " gaps")
              + " longer than the usual "
              + Words.duration(gaps.usual())
              + "; the longest is "
              + Words.duration(gaps.widest()));
    }
  }

  /** Steps that differ by less are taken for one, such as months. */
  static boolean isGap(double step, double usual) {
    return step > GAP * usual;
  }

  private void labels(LabelSummary column) {
    ColumnType type = column.schema().type();
    if (type == ColumnType.ID) {
      return;
    }
    if (column.distinct() > CARDINALITY) {
      add(
          Alert.Kind.HIGH_CARDINALITY,
          column.name(),
          column.distinct(),
          (column.exact() ? "" : "about ") + Html.count(column.distinct()) + " different labels");
    }
    if (!column.exact()) {
      return;
    }
    List<Frequent<String>> all = column.common(Integer.MAX_VALUE);
    double present = column.present();
    double imbalance = 1 - entropy(all, present) / Math.log(all.size());
    if (imbalance > IMBALANCE) {
      add(
          Alert.Kind.IMBALANCE,
          column.name(),
          imbalance,
          "\u201c"
              + Html.shorten(all.get(0).key(), 40)
              + "\u201d holds "
              + Html.percent(all.get(0).count() / present)
              + " of the cells");
    }
    double[] counts = all.stream().mapToDouble(Frequent::count).toArray();
    if (counts.length > 2 && counts[0] > 1 && present >= FEWEST_FOR_UNIFORM && even(counts)) {
      add(Alert.Kind.UNIFORM, column.name(), Double.NaN, "all labels are about equally frequent");
    }
  }

  /** Entropy in nats. */
  static double entropy(List<Frequent<String>> labels, double present) {
    double entropy = 0;
    for (Frequent<String> label : labels) {
      double share = label.count() / present;
      entropy -= share * Math.log(share);
    }
    return entropy;
  }

  private static boolean even(double[] counts) {
    double n = 0;
    for (double count : counts) {
      n += count;
    }
    double expected = n / counts.length;
    double distance = 0;
    for (double count : counts) {
      distance += (count - expected) * (count - expected) / expected / n;
    }
    return distance - (counts.length - 1) / n < UNEVEN && expected >= 5;
  }

  private void correlations(Associations associations) {
    List<Alert> pairs = new ArrayList<>();
    for (int i = 0; i < associations.columns().size(); i++) {
      for (int j = 0; j < i; j++) {
        double value = associations.get(Measure.AUTO, i, j);
        if (Math.abs(value) >= CORRELATION) {
          pairs.add(
              new Alert(
                  Alert.Kind.HIGH_CORRELATION,
                  associations.columns().get(j).name(),
                  associations.columns().get(i).name(),
                  value,
                  "go together: " + String.format(Locale.ROOT, "%.2f", value)));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble((Alert a) -> -Math.abs(a.value())));
    alerts.addAll(pairs);
  }
}
