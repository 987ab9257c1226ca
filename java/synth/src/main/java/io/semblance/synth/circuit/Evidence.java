package io.semblance.synth.circuit;

import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.condition.Condition.Allowed;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.NormalScores;
import java.util.Map;

/**
 * A condition in the terms of a tree: the tokens of categories and the intervals of scores that it
 * allows.
 *
 * @param tokens for each category which states are allowed; null where all are
 * @param scalars for each number the least and the greatest scalar allowed; null where all are
 */
record Evidence(boolean[][] tokens, float[][] scalars) {
  /** Halvings of [-1, 1] until two floats are neighbours, or nearly. */
  private static final int HALVINGS = 40;

  /** Scalars this near to an end are no bound. */
  private static final float END = .99999f;

  /** What a condition allows; columns without variables are constants, which it must allow. */
  static Evidence of(Condition condition, TableEncoder encoder, Variables variables) {
    MixedLayout layout = variables.layout();
    boolean[][] tokens = new boolean[layout.categories().size()][];
    float[][] scalars = new float[layout.numbers()][];
    for (Map.Entry<String, Allowed> asked : condition.columns().entrySet()) {
      Probe probe = new Probe(encoder, asked.getKey(), asked.getValue());
      int number = number(encoder, asked.getKey());
      int category = category(layout, asked.getKey());
      if (number >= 0) {
        scalars[number] = probe.interval(layout, category, number);
      }
      if (category >= 0) {
        tokens[category] = probe.states(layout, category, number, scalars);
      } else if (number < 0 && !probe.holds(new float[layout.width()])) {
        throw impossible(condition);
      }
    }
    return new Evidence(tokens, scalars);
  }

  static SynthesisException impossible(Condition condition) {
    return new SynthesisException("No row of this model satisfies " + condition);
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
    int found = -1;
    for (int v = 0; v < layout.categories().size(); v++) {
      if (layout.categories().get(v).column().equals(column)) {
        if (found >= 0) {
          throw new SynthesisException(
              "Nothing can be asked yet of a column with so many labels: " + column);
        }
        found = v;
      }
    }
    return found;
  }

  /** The score from which on the scalar of a number is allowed. */
  double from(int number) {
    float least = scalars[number][0];
    return least <= -END ? Double.NEGATIVE_INFINITY : NormalScores.score(least);
  }

  /** The score up to which the scalar of a number is allowed. */
  double to(int number) {
    float greatest = scalars[number][1];
    return greatest >= END ? Double.POSITIVE_INFINITY : NormalScores.score(greatest);
  }

  /** Whether no scalar of a number is allowed. */
  static boolean empty(float[] interval) {
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

    /** The scalars whose values are allowed: values rise with them. */
    float[] interval(MixedLayout layout, int category, int number) {
      if (!Double.isNaN(
          encoder.schema().column(encoder.schema().indexOf(column)).numeric().period())) {
        throw new SynthesisException(
            "No range can be asked yet of times of day, which go round: " + column);
      }
      float[] row = new float[layout.width()];
      for (int s = 0; category >= 0 && s < layout.categories().get(category).states(); s++) {
        if (!layout.silent()[number][s]) {
          layout.categories().get(category).write(s, row, 0);
          break;
        }
      }
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
    boolean[] states(MixedLayout layout, int category, int number, float[][] scalars) {
      MixedLayout.Category own = layout.categories().get(category);
      boolean[] states = new boolean[own.states()];
      for (int s = 0; s < states.length; s++) {
        if (number >= 0 && !layout.silent()[number][s]) {
          states[s] = !empty(scalars[number]);
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
