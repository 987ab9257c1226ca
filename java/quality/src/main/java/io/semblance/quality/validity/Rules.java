package io.semblance.quality.validity;

import io.semblance.data.Table;
import io.semblance.quality.validity.Rule.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Relations between columns that hold in the real table, found by looking, and how often another
 * table breaks them. A relation counts only if shuffled columns break it: that a body mass index is
 * less than a year of birth says nothing about rows.
 */
public final class Rules {

  /** Fewer rows than this show no rule. */
  private static final int FEWEST_ROWS = 100;

  /** Shuffled columns must break a rule in this share of the rows. */
  private static final double TELLING = .01;

  /** Wide tables of indicators have rules without end; those most easily broken are kept. */
  private static final int MOST_RULES = 500;

  /** The share of real rows that may be exceptions: one wrong row must not hide a rule. */
  private static final double EXCEPTIONS = .001;

  private static final double ROUNDING = 1e-9;

  private final List<RuleColumn> real;
  private final List<RuleColumn> floor;

  private Rules(List<RuleColumn> real, List<RuleColumn> floor) {
    this.real = real;
    this.floor = floor;
  }

  /**
   * Finds rules and counts who breaks them.
   *
   * @param real the rules are those of its rows
   * @param shuffled the floor: columns of {@code real}, shuffled alone
   * @param judged read with the schema of {@code real}
   * @param heldOutOrNull other real rows
   * @return the rules, the most often broken first; none where {@code real} has too few rows
   */
  public static List<Rule> of(Table real, Table shuffled, Table judged, Table heldOutOrNull) {
    if (real.rows() < FEWEST_ROWS) {
      return List.of();
    }
    List<RuleColumn> columns = RuleColumn.of(real);
    Rules rules = new Rules(columns, RuleColumn.of(real, shuffled, columns));
    return rules.check(
        RuleColumn.of(real, judged, columns),
        heldOutOrNull == null ? null : RuleColumn.of(real, heldOutOrNull, columns));
  }

  private List<Rule> check(List<RuleColumn> judged, List<RuleColumn> heldOut) {
    List<Rule> found =
        IntStream.range(0, real.size())
            .parallel()
            .boxed()
            .flatMap(x -> rulesOf(x).stream())
            .sorted(Comparator.comparingDouble((Found f) -> -f.floor()))
            .limit(MOST_RULES)
            .map(
                f ->
                    new Rule(
                        f.kind(),
                        real.get(f.x()).name(),
                        real.get(f.y()).name(),
                        broken(f.kind(), f.x(), f.y(), judged),
                        broken(f.kind(), f.x(), f.y(), real),
                        f.floor(),
                        heldOut == null ? Double.NaN : broken(f.kind(), f.x(), f.y(), heldOut)))
            .toList();
    return found.stream().sorted(Comparator.comparingDouble((Rule r) -> -r.broken())).toList();
  }

  /** A rule by the places of its columns. */
  private record Found(Kind kind, int x, int y, double floor) {}

  private List<Found> rulesOf(int x) {
    List<Found> found = new ArrayList<>();
    for (int y = 0; y < real.size(); y++) {
      for (Kind kind : x == y ? List.<Kind>of() : kinds(x, y)) {
        double easily = broken(kind, x, y, floor);
        if (easily >= TELLING) {
          found.add(new Found(kind, x, y, easily));
        }
      }
    }
    return found;
  }

  /** The relations that hold; one that follows from another of them is left out. */
  private List<Kind> kinds(int x, int y) {
    List<Kind> kinds = new ArrayList<>();
    boolean comparable = real.get(x).comparable(real.get(y));
    boolean equal = comparable && holds(Kind.EQUAL, x, y);
    if (equal && x < y) {
      kinds.add(Kind.EQUAL);
    } else if (!equal) {
      if (comparable && holds(Kind.AT_MOST, x, y)) {
        kinds.add(Kind.AT_MOST);
      }
      if (real.get(x).values() != null && image(x, y) != null) {
        kinds.add(Kind.DETERMINES);
      }
    }
    if (x < y && holds(Kind.MISSING_TOGETHER, x, y)) {
      kinds.add(Kind.MISSING_TOGETHER);
    }
    return kinds;
  }

  private boolean holds(Kind kind, int x, int y) {
    double[] a = real.get(x).cells();
    double[] b = real.get(y).cells();
    int left = exceptions(a.length);
    for (int row = 0; row < a.length; row++) {
      if (breaks(kind, a[row], b[row]) && --left < 0) {
        return false;
      }
    }
    return true;
  }

  private static int exceptions(int rows) {
    return (int) (EXCEPTIONS * rows);
  }

  /** What each value of one column determines in another; null where it does not. */
  private double[] image(int x, int y) {
    RuleColumn from = real.get(x);
    double[] to = real.get(y).cells();
    double[] image = new double[from.values().length];
    Arrays.fill(image, Double.NaN);
    int[] votes = new int[image.length];
    int left = exceptions(to.length);
    for (int row = 0; row < to.length; row++) {
      if (!Double.isNaN(from.cells()[row]) && !Double.isNaN(to[row])) {
        int place = from.place(from.cells()[row]);
        // The vote of Boyer and Moore: what is voted down is a minority, so an exception.
        if (votes[place] == 0) {
          image[place] = to[row];
          votes[place] = 1;
        } else if (!differ(image[place], to[row])) {
          votes[place]++;
        } else if (--left < 0) {
          return null;
        } else {
          votes[place]--;
        }
      }
    }
    return image;
  }

  private double broken(Kind kind, int x, int y, List<RuleColumn> in) {
    double[] a = in.get(x).cells();
    double[] b = in.get(y).cells();
    double[] image = kind == Kind.DETERMINES ? image(x, y) : null;
    int broken = 0;
    for (int row = 0; row < a.length; row++) {
      if (image == null) {
        broken += breaks(kind, a[row], b[row]) ? 1 : 0;
      } else if (!Double.isNaN(a[row]) && !Double.isNaN(b[row])) {
        // A value that the real table does not have is invalid by itself; it breaks no rule.
        int place = real.get(x).place(a[row]);
        boolean known = place >= 0 && !Double.isNaN(image[place]);
        broken += known && differ(image[place], b[row]) ? 1 : 0;
      }
    }
    return a.length == 0 ? 0 : (double) broken / a.length;
  }

  private static boolean breaks(Kind kind, double a, double b) {
    if (kind == Kind.MISSING_TOGETHER) {
      return Double.isNaN(a) != Double.isNaN(b);
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return false;
    }
    return kind == Kind.AT_MOST ? a > b && differ(a, b) : differ(a, b);
  }

  private static boolean differ(double a, double b) {
    return Math.abs(a - b) > ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  }
}
