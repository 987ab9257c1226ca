package io.semblance.quality.profile;

import java.util.List;

/**
 * What a profile is to show.
 *
 * @param title the title of the page
 * @param source what the table is called, or null
 * @param bytes the size of the file, or -1 when it is not known
 * @param target the column that the others are to be seen by, or null
 * @param time the column that orders the rows in time, or null
 * @param interactions pairs of columns to show in detail
 * @param rows whether rows of the table may be shown
 * @param sequences what the rows are as sequences, or null
 */
public record ProfileOptions(
    String title,
    String source,
    long bytes,
    String target,
    String time,
    List<Interaction> interactions,
    boolean rows,
    SequenceFacts sequences) {

  /** Two columns to be shown together. */
  public record Interaction(String x, String y) {}

  /** Of rows that make no sequences. */
  public ProfileOptions(
      String title,
      String source,
      long bytes,
      String target,
      String time,
      List<Interaction> interactions,
      boolean rows) {
    this(title, source, bytes, target, time, interactions, rows, null);
  }

  /** The defaults: nothing but the table. */
  public static ProfileOptions titled(String title) {
    return new ProfileOptions(title, null, -1, null, null, List.of(), true);
  }
}
