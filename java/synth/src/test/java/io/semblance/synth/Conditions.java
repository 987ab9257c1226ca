package io.semblance.synth;

import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What tests of draws under conditions ask of rows of {@link Fixtures#mixed}. */
public final class Conditions {
  private Conditions() {}

  /** The rows that satisfy a condition. */
  public static int[] satisfying(Table table, Condition condition) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      if (condition.holds(table, i)) {
        rows.add(i);
      }
    }
    return rows.stream().mapToInt(i -> i).toArray();
  }

  /** Means and shares, of the order of one. */
  public static double[] summary(Table table) {
    double[] age = Fixtures.values(table, "age");
    double[] pay = Fixtures.values(table, "pay");
    int[] city = Fixtures.codes(table, "city");
    int[] sick = Fixtures.codes(table, "sick");
    return new double[] {
      Arrays.stream(age).average().orElse(Double.NaN) / 50,
      Arrays.stream(pay).average().orElse(Double.NaN) / 2000,
      Arrays.stream(city).filter(c -> c == 0).count() / (double) city.length,
      Arrays.stream(city).filter(c -> c == 2).count() / (double) city.length,
      Arrays.stream(sick).filter(c -> c < 0).count() / (double) city.length,
      Arrays.stream(sick).filter(c -> c == 1).count() / (double) city.length
    };
  }
}
