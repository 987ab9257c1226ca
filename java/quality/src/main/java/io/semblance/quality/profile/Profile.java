package io.semblance.quality.profile;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.util.List;

/** Everything that is found out about one table. */
public final class Profile {
  private final ProfileOptions options;
  private final TableSummary summary;
  private final Associations associations;
  private final List<TimeSeries> series;
  private final List<Alert> alerts;

  private Profile(
      ProfileOptions options,
      TableSummary summary,
      Associations associations,
      List<TimeSeries> series) {
    this.options = options;
    this.summary = summary;
    this.associations = associations;
    this.series = series;
    alerts = Alerts.of(summary, associations, series);
  }

  /**
   * Profiles what a summary has seen.
   *
   * @param summary made with the time column of the options
   * @throws DataException when the options name a column that does not exist
   */
  public static Profile of(TableSummary summary, ProfileOptions options, Work work) {
    check(options, summary.schema());
    Associations associations = Associations.of(summary, work);
    return new Profile(options, summary, associations, TimeSeries.of(summary, work));
  }

  /** Profiles a table that is in memory, on one thread. */
  public static Profile of(Table table, ProfileOptions options) {
    check(options, table.schema());
    try (Work work = new Work(1)) {
      TableSummary summary = new TableSummary(table.schema(), options.time());
      summary.add(table, 0, work);
      return of(summary, options, work);
    }
  }

  /**
   * Makes sure, before the work, that all columns that are named exist.
   *
   * @throws DataException when one does not
   */
  public static void check(ProfileOptions options, Schema schema) {
    if (options.target() != null) {
      schema.indexOf(options.target());
    }
    if (options.time() != null) {
      int position = schema.indexOf(options.time());
      if (!schema.column(position).type().isNumeric()) {
        throw DataException.builder(
                "it is of type "
                    + schema.column(position).type().label()
                    + " where dates or numbers are needed")
            .column(options.time())
            .remedy("name another column for the time, or give it a type with --type")
            .build();
      }
    }
    for (ProfileOptions.Interaction pair : options.interactions()) {
      schema.indexOf(pair.x());
      schema.indexOf(pair.y());
    }
  }

  /** What was asked for. */
  public ProfileOptions options() {
    return options;
  }

  /** What one pass over the table left. */
  public TableSummary summary() {
    return summary;
  }

  /** How columns depend on each other. */
  public Associations associations() {
    return associations;
  }

  /** Columns over time; empty when no time column was named. */
  public List<TimeSeries> series() {
    return series;
  }

  /** What deserves attention. */
  public List<Alert> alerts() {
    return alerts;
  }
}
