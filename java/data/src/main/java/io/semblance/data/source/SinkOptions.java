package io.semblance.data.source;

/**
 * How a table goes to a typed place.
 *
 * @param append whether rows are added to a table that is there; else its being there is an error,
 *     for a file it is replaced
 */
public record SinkOptions(boolean append) {
  /** A new table. */
  public static SinkOptions defaults() {
    return new SinkOptions(false);
  }
}
