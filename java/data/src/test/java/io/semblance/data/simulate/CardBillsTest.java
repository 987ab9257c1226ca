package io.semblance.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import org.junit.jupiter.api.Test;

class CardBillsTest {
  private static final int ROWS = 20_000;

  private final Table table = Simulators.byName("card-bills").rows(0, ROWS, 4);

  private double[] cells(String name) {
    return ((NumericColumn) table.column(name)).values();
  }

  @Test
  void monthsFollowFromEachOtherToTheUnit() {
    for (int month = 2; month <= 6; month++) {
      double[] bill = cells("bill" + month);
      double[] next = cells("bill" + (month - 1));
      double[] paid = cells("paid" + month);
      int whole = 0;
      int unused = 0;
      for (int i = 0; i < ROWS; i++) {
        double left = bill[i] - paid[i];
        whole += bill[i] > 0 && left == 0 ? 1 : 0;
        unused += left > 0 && next[i] == Math.rint(1.015 * left) ? 1 : 0;
      }
      assertThat(whole / (double) ROWS).isBetween(.15, .35);
      assertThat(unused / (double) ROWS).isBetween(.1, .4);
    }
  }

  @Test
  void whoIsLateOftenDefaults() {
    double[] status = cells("status1");
    double[] late = new double[2];
    double[] count = new double[2];
    for (int i = 0; i < ROWS; i++) {
      int group = status[i] > 0 ? 1 : 0;
      count[group]++;
      late[group] += table.categorical(22).code(i);
    }
    assertThat(late[1] / count[1]).isGreaterThan(2 * late[0] / count[0]);
    assertThat((late[0] + late[1]) / ROWS).isBetween(.1, .35);
  }
}
