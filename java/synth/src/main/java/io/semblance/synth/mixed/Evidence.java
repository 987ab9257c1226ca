package io.semblance.synth.mixed;

import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.condition.Condition.Allowed;
import io.semblance.data.encode.TableEncoder;
import java.util.Map;
import java.util.Optional;

/**
 * A condition in the terms of mixed rows: the states of categories and the intervals of scores that
 * it allows. A state of a number is that of its column's category, 0 where it has none.
 *
 * @param layout of the rows
 * @param states for each category which states are allowed; null where all are
 * @param scalars for each number and state of it the least and the greatest scalar allowed; null
 *     for a number of which all are
 * @param said the part of the condition that this is
 * @param rest what cannot be said so: labels that are several categories, times of day
 */
public record Evidence(
    MixedLayout layout, boolean[][] states, float[][][] scalars, Condition said, Condition rest) {
  /** Halvings of [-1, 1] until two floats are neighbours, or nearly. */
  private static final int HALVINGS = 40;

  /** Ranks nearer to the ends have no score. */
  private static final double LEAST = 1e-12;

  /**
   * What a condition allows.
   *
   * @return nothing if a constant column does not satisfy it
   */
  static Optional<Evidence> of(Condition condition, TableEncoder encoder, MixedLayout layout) {
    boolean[][] states = new boolean[layout.categories().size()][];
    float[][][] scalars = new float[layout.numbers()][][];
    Condition said =
        condition.only(column -> sayable(column, condition.columns().get(column), encoder, layout));
    for (Map.Entry<String, Allowed> asked : said.columns().entrySet()) {
      Probe probe = new Probe(encoder, asked.getKey(), asked.getValue());
      int number = number(encoder, asked.getKey());
      int category = category(layout, asked.getKey());
      if (number >= 0) {
        scalars[number] = probe.intervals(layout, number);
      }
      if (category >= 0) {
        states[category] = probe.states(layout, category, number, scalars);
      } else if (number < 0 && !probe.holds(new float[layout.width()])) {
        return Optional.empty();
      }
    }
    Condition rest = condition.only(column -> !said.columns().containsKey(column));
    return Optional.of(new Evidence(layout, states, scalars, said, rest));
  }

  /** Not where labels are digits of several categories, nor ranges of what goes round. */
  private static boolean sayable(
      String column, Allowed allowed, TableEncoder encoder, MixedLayout layout) {
    boolean range = Double.isFinite(allowed.least()) || Double.isFinite(allowed.greatest());
    boolean cyclic =
        number(encoder, column) >= 0
            && !Double.isNaN(encoder.schema().column(column).numeric().period());
    return !(cyclic && range)
        && layout.categories().stream().filter(c -> c.column().equals(column)).count() <= 1;
  }

  private static int number(TableEncoder encoder, String column) {
    for (int j = 0; j < encoder.layout().scalars(); j++) {
      if (encoder.layout().blocks().get(j).column().equals(column)) {
        return j;
      }
    }
    return -1;
  }

  private static int category(MixedLayout layout, String column) {
    for (int v = 0; v < layout.categories().size(); v++) {
      if (layout.categories().get(v).column().equals(column)) {
        return v;
      }
    }
    return -1;
  }

  /** Whether a state of a category is allowed. */
  public boolean allows(int category, int state) {
    return states[category] == null || states[category][state];
  }

  /** Whether a number is held to intervals. */
  public boolean holds(int number) {
    return scalars[number] != null;
  }

  /**
   * What a state of a category says: 0 where it is not allowed, else the probability of the
   * interval that the number of the column is held to in it.
   *
   * @param mean of the score of that number, if there is one
   * @param deviation likewise
   */
  public double weight(int category, int state, double mean, double deviation) {
    if (!allows(category, state)) {
      return 0;
    }
    int number = layout.gated(category);
    return number < 0 || !holds(number) || layout.silent()[number][state]
        ? 1
        : probability(number, state, mean, deviation);
  }

  /** The probability of a number's interval under a normal distribution of its score. */
  public double probability(int number, int state, double mean, double deviation) {
    float[] interval = scalars[number][state];
    return empty(interval)
        ? 0
        : NormalScores.probability((to(interval) - mean) / deviation)
            - NormalScores.probability((from(interval) - mean) / deviation);
  }

  /** The most that the probability of a number's interval can be, whatever the mean. */
  public double mostProbability(int number, int state, double deviation) {
    float[] interval = scalars[number][state];
    return empty(interval)
        ? 0
        : 1 - 2 * NormalScores.probability((from(interval) - to(interval)) / (2 * deviation));
  }

  /** A standard normal number moved to the same rank within a number's interval. */
  public double within(int number, int state, double mean, double deviation, double normal) {
    float[] interval = scalars[number][state];
    double low = NormalScores.probability((from(interval) - mean) / deviation);
    double high = NormalScores.probability((to(interval) - mean) / deviation);
    double rank = low + (high - low) * NormalScores.probability(normal);
    return NormalScores.quantile(Math.max(LEAST, Math.min(1 - LEAST, rank)));
  }

  /** The scalar of a score, brought into the number's interval where rounding has left it. */
  public float scalar(int number, int state, double score) {
    float scalar = (float) NormalScores.scalar(score);
    float[] interval = scalars[number][state];
    return Math.max(interval[0], Math.min(interval[1], scalar));
  }

  /** The score from which on scalars are allowed. */
  private static double from(float[] interval) {
    return interval[0] <= -1 ? Double.NEGATIVE_INFINITY : NormalScores.quantile(rank(interval[0]));
  }

  /** The score up to which scalars are allowed. */
  private static double to(float[] interval) {
    return interval[1] >= 1 ? Double.POSITIVE_INFINITY : NormalScores.quantile(rank(interval[1]));
  }

  /** Not brought nearer to the middle as scores of rows are: drawn scores are not, either. */
  private static double rank(float scalar) {
    return ((double) scalar + 1) / 2;
  }

  private static boolean empty(float[] interval) {
    return interval[0] > interval[1];
  }

  /** Looks at what encoded rows decode to in one column. */
  private static final class Probe {
    private final TableEncoder encoder;
    private final String column;
    private final Allowed allowed;

    Probe(TableEncoder encoder, String column, Allowed allowed) {
      this.encoder = encoder;
      this.column = column;
      this.allowed = allowed;
    }

    private Table decode(float[] row) {
      return encoder.decode(row, 1, 0, 0);
    }

    boolean holds(float[] row) {
      return allowed.holds(decode(row).column(column), 0);
    }

    /** The scalars whose values are allowed in each state; null if all are in every state. */
    float[][] intervals(MixedLayout layout, int number) {
      int gate = layout.gate(number);
      float[][] intervals = new float[gate < 0 ? 1 : layout.categories().get(gate).states()][];
      boolean all = true;
      for (int s = 0; s < intervals.length; s++) {
        float[] row = new float[layout.width()];
        if (gate >= 0) {
          layout.categories().get(gate).write(s, row, 0);
        }
        if (gate < 0 || !layout.silent()[number][s]) {
          intervals[s] = interval(row, number);
          all &= intervals[s][0] == -1 && intervals[s][1] == 1;
        }
      }
      return all ? null : intervals;
    }

    /** The scalars whose values are allowed: values rise with them. */
    private float[] interval(float[] row, int number) {
      float least = first(row, number, allowed.least(), false);
      float beyond = first(row, number, allowed.greatest(), true);
      float greatest = beyond > 1 ? 1 : Math.nextDown(beyond);
      return new float[] {least, Math.max(-1, greatest) == greatest ? greatest : -2};
    }

    /** The least scalar whose value is not below a bound, or is above it; more than 1 for none. */
    private float first(float[] row, int number, double bound, boolean above) {
      float low = -1;
      float high = 1;
      if (reaches(row, number, low, bound, above)) {
        return low;
      }
      if (!reaches(row, number, high, bound, above)) {
        return 2;
      }
      for (int i = 0; i < HALVINGS; i++) {
        float middle = low + (high - low) / 2;
        if (reaches(row, number, middle, bound, above)) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return high;
    }

    private boolean reaches(float[] row, int number, float scalar, double bound, boolean above) {
      row[number] = scalar;
      double value = ((NumericColumn) decode(row).column(column)).value(0);
      return above ? value > bound : value >= bound;
    }

    /** The states of the column's category that are allowed. */
    boolean[] states(MixedLayout layout, int category, int number, float[][][] scalars) {
      MixedLayout.Category own = layout.categories().get(category);
      boolean[] states = new boolean[own.states()];
      for (int s = 0; s < states.length; s++) {
        if (number >= 0 && !layout.silent()[number][s]) {
          states[s] = scalars[number] == null || !empty(scalars[number][s]);
        } else {
          float[] row = new float[layout.width()];
          own.write(s, row, 0);
          states[s] = holds(row);
        }
      }
      return states;
    }
  }
}
