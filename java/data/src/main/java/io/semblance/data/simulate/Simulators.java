package io.semblance.data.simulate;

import io.semblance.data.DataException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The simulators that Semblance brings along, by name. */
public final class Simulators {

  private Simulators() {}

  /** All simulators, in the order of a listing. */
  public static List<Simulator> all() {
    return List.of(new HealthIndicators(), new CardBills(), new Sines(), SineSeries.standard());
  }

  /**
   * The simulator of that name; case does not matter.
   *
   * @throws DataException if there is none; the message lists the names that exist
   */
  public static Simulator byName(String name) {
    String wanted = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
    for (Simulator simulator : all()) {
      if (simulator.name().equals(wanted)) {
        return simulator;
      }
    }
    String names = all().stream().map(Simulator::name).collect(Collectors.joining(", "));
    throw new DataException(
        "There is no simulated data set named \"" + name + "\". Choose one of: " + names + ".");
  }

  static void checkRange(long firstRow, int count) {
    if (firstRow < 0 || count < 0 || firstRow > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException(
          "rows start at 0 and their count is 0 or more, but firstRow is "
              + firstRow
              + " and count is "
              + count);
    }
  }
}
