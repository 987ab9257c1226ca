package io.semblance.data.series;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the rows of a table make sequences, as the user tells it. Immutable. */
public final class SeriesSpec {
  private final List<String> sequenceBy;
  private final List<String> time;
  private final List<String> statics;
  private final int length;
  private final int stride;

  private SeriesSpec(Builder b) {
    sequenceBy = List.copyOf(b.sequenceBy);
    time = List.copyOf(b.time);
    statics = List.copyOf(b.statics);
    length = b.length;
    stride = b.stride;
  }

  /** A specification that names no column, has whole sequences and a stride of 1. */
  public static Builder builder() {
    return new Builder();
  }

  /** The columns that tell one sequence from another; empty: the table is one sequence. */
  public List<String> sequenceBy() {
    return sequenceBy;
  }

  /** The columns that say when a row was; empty: the rows are in order of time. */
  public List<String> time() {
    return time;
  }

  /** The columns that are declared to be constant within a sequence. */
  public List<String> statics() {
    return statics;
  }

  /** Steps of a window; 0 for whole sequences. */
  public int length() {
    return length;
  }

  /** Rows between the starts of two windows. */
  public int stride() {
    return stride;
  }

  /** A builder that starts from this specification. */
  public Builder toBuilder() {
    return new Builder()
        .sequenceBy(sequenceBy)
        .time(time)
        .statics(statics)
        .length(length)
        .stride(stride);
  }

  /**
   * Checks that a table of this schema can be read so.
   *
   * @throws DataException when a column does not exist or has two roles, when the columns of time
   *     cannot tell a time, or when the whole table would be the only sequence
   */
  public void check(Schema schema) {
    Map<String, String> roles = new HashMap<>();
    claim(schema, roles, sequenceBy, "a column of the sequence");
    Map<String, String> whens = new HashMap<>();
    claim(schema, whens, time, "a column of the time");
    // A month may be both: its sequence is a stretch of the calendar.
    for (String name : time) {
      roles.putIfAbsent(name, "a column of the time");
    }
    claim(schema, roles, statics, "a static column");
    if (!time.isEmpty() && new HashSet<>(sequenceBy).containsAll(time)) {
      throw DataException.builder("every moment would be a sequence of its own")
          .column(time.get(0))
          .remedy("leave at least one column of the time out of the columns of the sequence")
          .build();
    }
    TimeColumn.of(schema, time);
    for (String name : sequenceBy) {
      if (schema.column(name).type() == ColumnType.NUMBER && !time.contains(name)) {
        throw DataException.builder("its numbers cannot tell sequences apart")
            .column(name)
            .remedy("if they are names of sequences, read them as such: --type " + name + "=id")
            .build();
      }
    }
    if (length == 0 && sequenceBy.isEmpty()) {
      throw new DataException(
          "the whole table would be the only sequence, and one example teaches nothing. Give the"
              + " length of a window, or the columns that tell sequences apart");
    }
  }

  private static void claim(
      Schema schema, Map<String, String> roles, List<String> names, String role) {
    for (String name : names) {
      schema.indexOf(name);
      String before = roles.put(name, role);
      if (before != null) {
        String problem =
            before.equals(role)
                ? "it is named twice as " + role
                : "it is named as " + before + " and as " + role;
        throw DataException.builder(problem).column(name).remedy("name it once").build();
      }
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SeriesSpec s
        && sequenceBy.equals(s.sequenceBy)
        && time.equals(s.time)
        && statics.equals(s.statics)
        && length == s.length
        && stride == s.stride;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sequenceBy, time, statics, length, stride);
  }

  @Override
  public String toString() {
    return "sequences by "
        + sequenceBy
        + ", time "
        + time
        + ", static "
        + statics
        + ", length "
        + length
        + ", stride "
        + stride;
  }

  /** Builds a {@link SeriesSpec}. */
  public static final class Builder {
    private List<String> sequenceBy = List.of();
    private List<String> time = List.of();
    private List<String> statics = List.of();
    private int length;
    private int stride = 1;

    private Builder() {}

    /** See {@link SeriesSpec#sequenceBy()}; default none. */
    public Builder sequenceBy(List<String> value) {
      sequenceBy = value;
      return this;
    }

    /** See {@link SeriesSpec#time()}; default none. */
    public Builder time(List<String> value) {
      time = value;
      return this;
    }

    /** See {@link SeriesSpec#statics()}; default none. */
    public Builder statics(List<String> value) {
      statics = value;
      return this;
    }

    /**
     * See {@link SeriesSpec#length()}; default 0.
     *
     * @throws DataException when negative or 1
     */
    public Builder length(int value) {
      if (value < 0 || value == 1) {
        throw new DataException(
            "a window of " + value + " steps; it needs 2 or more, or 0 for whole sequences");
      }
      length = value;
      return this;
    }

    /**
     * See {@link SeriesSpec#stride()}; default 1.
     *
     * @throws DataException when less than 1
     */
    public Builder stride(int value) {
      if (value < 1) {
        throw new DataException("a stride of " + value + " rows; it needs 1 or more");
      }
      stride = value;
      return this;
    }

    /** The immutable specification. */
    public SeriesSpec build() {
      return new SeriesSpec(this);
    }
  }
}
