package io.semblance.data.series;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds columns that are named like a part of the calendar and are that part of the row's moment,
 * by the clock of one zone. The zone is that in which most columns follow; of equal ones the first
 * of: UTC, whole hours from it, zones of many people, all others by name.
 */
final class FollowingColumns {
  private static final int SAMPLE = 4096;

  /** A column follows when no more than one row in so many says otherwise. */
  private static final int ROWS_PER_FAULT = 1000;

  /** A sample is small, so it may look worse than the whole by this factor. */
  private static final int LENIENCE = 10;

  private static final int MOST_FULL_PASSES = 40;

  private static final List<String> OF_MANY_PEOPLE =
      List.of(
          "America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Los_Angeles",
          "America/Sao_Paulo",
          "Europe/London",
          "Europe/Berlin",
          "Europe/Athens",
          "Europe/Moscow",
          "Asia/Kolkata",
          "Asia/Shanghai",
          "Asia/Tokyo",
          "Australia/Sydney");

  private final double[] instants;

  /** One reading of a column; a weekday column has four, of which at most one can be right. */
  private final List<TimeColumn> readings = new ArrayList<>();

  private final List<double[]> values = new ArrayList<>();
  private final List<Integer> faultsAllowed = new ArrayList<>();

  /** What was found: columns in the order of the table, and the zone whose clock they show. */
  record Found(List<TimeColumn> columns, ZoneId zone) {}

  /** The readings that a zone agrees with, and the rows that do not. */
  private record Agreement(List<Integer> readings, long faults) {
    boolean betterThan(Agreement other) {
      int more = readings.size() - other.readings.size();
      return more > 0 || more == 0 && faults < other.faults;
    }
  }

  private FollowingColumns(
      Table table, List<String> excluded, List<String> exact, double[] instants) {
    this.instants = instants;
    for (Column column : table.columns()) {
      if (column.schema().type() != ColumnType.INTEGER || excluded.contains(column.name())) {
        continue;
      }
      for (TimePart part : TimePart.named(column.name())) {
        readings.add(new TimeColumn(column.schema(), part));
        values.add(((NumericColumn) column).values());
        boolean all = exact.contains(column.name());
        faultsAllowed.add(all ? 0 : instants.length / ROWS_PER_FAULT);
      }
    }
  }

  /**
   * Searches a table.
   *
   * @param excluded columns that are not looked at
   * @param exact columns of which every row must agree
   * @param instants milliseconds since 1970-01-01T00:00Z per row
   */
  static Found in(Table table, List<String> excluded, List<String> exact, double[] instants) {
    return new FollowingColumns(table, excluded, exact, instants).find();
  }

  private Found find() {
    Agreement best = new Agreement(List.of(), 0);
    ZoneId zone = ZoneOffset.UTC;
    long columns = readings.stream().map(TimeColumn::name).distinct().count();
    if (columns == 0 || instants.length == 0) {
      return new Found(List.of(), zone);
    }
    int stride = Math.max(1, instants.length / SAMPLE);
    int passes = 0;
    for (ZoneId candidate : zones()) {
      Agreement sampled = agreement(candidate.getRules(), stride, LENIENCE);
      int more = sampled.readings.size() - best.readings.size();
      boolean exact = more == 0 && sampled.faults == 0 && best.faults > 0;
      if (more > 0 || exact) {
        Agreement full = agreement(candidate.getRules(), 1, 1);
        if (full.betterThan(best)) {
          best = full;
          zone = candidate;
        }
        passes++;
      }
      if (best.readings.size() == columns && best.faults == 0 || passes == MOST_FULL_PASSES) {
        break;
      }
    }
    return new Found(best.readings.stream().map(readings::get).toList(), zone);
  }

  /** Compares every stride-th row, until no reading is left. */
  private Agreement agreement(ZoneRules rules, int stride, int lenience) {
    int[] faults = new int[readings.size()];
    int[] limits = new int[faults.length];
    for (int k = 0; k < faults.length; k++) {
      limits[k] = stride == 1 ? faultsAllowed.get(k) : lenience * faultsAllowed.get(k) / stride + 2;
    }
    int left = faults.length;
    boolean fixed = rules.isFixedOffset();
    long offset = rules.getOffset(Instant.EPOCH).getTotalSeconds() * 1000L;
    for (int row = 0; row < instants.length && left > 0; row += stride) {
      long instant = (long) instants[row];
      if (!fixed) {
        offset = rules.getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds() * 1000L;
      }
      for (int k = 0; k < faults.length; k++) {
        if (faults[k] <= limits[k]
            && readings.get(k).part().of(instant + offset) != values.get(k)[row]
            && ++faults[k] > limits[k]) {
          left--;
        }
      }
    }
    List<Integer> agreed = new ArrayList<>();
    long total = 0;
    for (int k = 0; k < faults.length; k++) {
      boolean again =
          !agreed.isEmpty()
              && readings.get(agreed.get(agreed.size() - 1)).name().equals(readings.get(k).name());
      if (faults[k] <= limits[k] && !again) {
        agreed.add(k);
        total += faults[k];
      }
    }
    return new Agreement(agreed, total);
  }

  private static List<ZoneId> zones() {
    List<ZoneId> zones = new ArrayList<>();
    zones.add(ZoneOffset.UTC);
    for (int hours = -12; hours <= 14; hours++) {
      if (hours != 0) {
        zones.add(ZoneOffset.ofHours(hours));
      }
    }
    OF_MANY_PEOPLE.forEach(name -> zones.add(ZoneId.of(name)));
    for (String name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      if (!OF_MANY_PEOPLE.contains(name)) {
        zones.add(ZoneId.of(name));
      }
    }
    return zones;
  }
}
