package io.semblance.data.series;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The sequences of a table: which rows belong together, in order of time. Immutable. */
public final class Sequences {
  /** From this regularity on, longer distances are called gaps. */
  private static final double REGULAR = .9;

  /** A greater share of repeated times looks like sequences that were not told apart. */
  private static final double MANY_REPEATED = .1;

  private final Table table;
  private final SeriesSpec spec;
  private final TimeAxis axis;
  private final int[][] rows;
  private final double[] instants;
  private final double interval;
  private final double regularity;
  private final List<String> statics;
  private final List<String> features;

  /**
   * Some neighbouring rows of a sequence.
   *
   * @param sequence its number
   * @param rows row numbers of the table, in order of time
   */
  public record Window(int sequence, int[] rows) {}

  private Sequences(Table table, SeriesSpec spec, TimeAxis axis, Consumer<String> notes) {
    this.table = table;
    this.spec = spec;
    this.axis = axis;
    if (table.rows() == 0) {
      throw new DataException("the table has no rows, so there are no sequences");
    }
    rows = Entities.of(table, spec.sequenceBy()).rows();
    if (axis == null) {
      instants = new double[0];
      interval = Double.NaN;
      regularity = Double.NaN;
    } else {
      instants = axis.instants(table);
      TimeOrder order = new TimeOrder(instants, rows, axis.resolution());
      interval = order.interval();
      regularity = order.regularity();
      tell(order, notes);
    }
    tellShort(notes);
    statics = findStatics(notes);
    features = remaining();
  }

  /**
   * The sequences of a table, and its time found by {@link TimeAxis#of}.
   *
   * @param notes gets sentences about what was found and how it is handled
   * @throws DataException when the specification does not fit the table, a cell of a time or of a
   *     column that tells sequences apart is missing, a static column changes within a sequence, or
   *     no column is left that could change from step to step
   */
  public static Sequences of(Table table, SeriesSpec spec, Consumer<String> notes) {
    spec.check(table.schema());
    TimeAxis axis = spec.time().isEmpty() ? null : TimeAxis.of(table, spec);
    if (axis != null && !axis.following().isEmpty()) {
      List<String> names = axis.following();
      notes.accept(
          (names.size() == 1 ? "column " : "columns ")
              + Text.list(names, "columns")
              + (names.size() == 1 ? " follows" : " follow")
              + " from the time, by the clock of "
              + (axis.zone().getId().equals("Z") ? "UTC" : axis.zone().getId())
              + (names.size() == 1 ? ", and is" : ", and are")
              + " written from it");
    }
    return new Sequences(table, spec, axis, notes);
  }

  /**
   * The sequences of a table by a time known before, such as that of the table a model was made
   * from.
   *
   * @param axis null: rows are in order of time
   * @param notes as of {@link #of(Table, SeriesSpec, Consumer)}
   * @throws DataException as {@link #of(Table, SeriesSpec, Consumer)} does
   */
  public static Sequences of(Table table, SeriesSpec spec, TimeAxis axis, Consumer<String> notes) {
    spec.check(table.schema());
    return new Sequences(table, spec, axis, notes);
  }

  private void tell(TimeOrder order, Consumer<String> notes) {
    if (order.misplaced() > 0) {
      notes.accept(
          "the rows are not in order of time ("
              + count(order.misplaced(), "row is", "rows are")
              + " earlier than the one before); they are sorted");
    }
    if (order.repeated() > 0) {
      notes.accept(
          count(order.repeated(), "row has", "rows have")
              + " the time of an earlier row of the same sequence and "
              + (order.repeated() == 1 ? "is" : "are")
              + " left out"
              + (order.repeated() > MANY_REPEATED * instants.length
                  ? "; if they belong to other sequences, name the columns that tell these apart"
                  : ""));
    }
    if (order.gaps() > 0 && order.regularity() >= REGULAR) {
      notes.accept(
          "the time has " + count(order.gaps(), "gap", "gaps") + " in otherwise regular steps");
    }
  }

  private void tellShort(Consumer<String> notes) {
    int shorter = 0;
    for (int[] of : rows) {
      shorter += of.length < spec.length() ? 1 : 0;
    }
    if (shorter > 0) {
      notes.accept(
          shorter
              + " of "
              + count(rows.length, "sequence", "sequences")
              + (shorter == 1 ? " is" : " are")
              + " shorter than "
              + spec.length()
              + " steps; "
              + (shorter == 1 ? "it is learnt as it is" : "they are learnt as they are"));
    }
  }

  private static String count(int n, String one, String more) {
    return n + " " + (n == 1 ? one : more);
  }

  private List<String> findStatics(Consumer<String> notes) {
    List<String> found = new ArrayList<>();
    int several = 0;
    for (int[] of : rows) {
      several += of.length > 1 ? 1 : 0;
    }
    boolean search = rows.length > 1 && 2 * several > rows.length;
    List<String> taken = timeAndEntity();
    List<String> all = new ArrayList<>(spec.statics());
    for (Column column : table.columns()) {
      boolean declared = spec.statics().contains(column.name());
      if (declared) {
        checkStatic(column);
      } else if (search && !taken.contains(column.name()) && change(column) == null) {
        found.add(column.name());
      }
    }
    if (!found.isEmpty()) {
      notes.accept(
          (found.size() == 1 ? "column " : "columns ")
              + Text.list(found, "columns")
              + (found.size() == 1 ? " is" : " are")
              + " constant within each sequence and taken as static");
    }
    all.addAll(found);
    return List.copyOf(all);
  }

  private void checkStatic(Column column) {
    int[] change = change(column);
    if (change != null) {
      throw DataException.builder(
              "it is declared static, but in the sequence of "
                  + entity(change[0])
                  + " row "
                  + (change[1] + 1)
                  + " has "
                  + cell(column, change[1])
                  + " and row "
                  + (change[2] + 1)
                  + " has "
                  + cell(column, change[2]))
          .column(column.name())
          .remedy("correct the rows, or do not declare it static")
          .build();
    }
  }

  /** The first sequence in which a column changes, and two rows of it; null where it never does. */
  private int[] change(Column column) {
    for (int sequence = 0; sequence < rows.length; sequence++) {
      int[] of = rows[sequence];
      for (int i = 1; i < of.length; i++) {
        if (!sameCell(column, of[i - 1], of[i])) {
          return new int[] {sequence, of[i - 1], of[i]};
        }
      }
    }
    return null;
  }

  private static boolean sameCell(Column column, int a, int b) {
    if (column instanceof NumericColumn numbers) {
      double x = numbers.value(a);
      double y = numbers.value(b);
      return x == y || Double.isNaN(x) && Double.isNaN(y);
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    if (labels.code(a) == labels.code(b)) {
      return true;
    }
    String label = labels.label(a);
    return label != null && label.equals(labels.label(b));
  }

  private List<String> timeAndEntity() {
    List<String> taken = new ArrayList<>(spec.sequenceBy());
    if (axis != null) {
      taken.addAll(axis.columns());
    }
    return taken;
  }

  private List<String> remaining() {
    List<String> others = timeAndEntity();
    others.addAll(statics);
    List<String> left = new ArrayList<>();
    boolean learnable = false;
    for (Column column : table.columns()) {
      if (!others.contains(column.name())) {
        left.add(column.name());
        learnable |= column.schema().type() != ColumnType.ID;
      }
    }
    if (!learnable) {
      throw new DataException(
          "nothing changes from step to step: every column tells the sequence, the time or an"
              + " identifier, or is static. Add a column that changes, or name fewer");
    }
    return List.copyOf(left);
  }

  /** The table, as given. */
  public Table table() {
    return table;
  }

  /** What was asked for. */
  public SeriesSpec spec() {
    return spec;
  }

  /** The time; empty where no column says when a row was. */
  public Optional<TimeAxis> axis() {
    return Optional.ofNullable(axis);
  }

  /** How many sequences there are; 1 where no column tells them apart. */
  public int count() {
    return rows.length;
  }

  /** The row numbers of a sequence, in order of time. Shared for speed: read only. */
  public int[] rows(int sequence) {
    return rows[sequence];
  }

  /** The instants of these rows, strictly increasing; none without a time. */
  public double[] times(int sequence) {
    if (axis == null) {
      return new double[0];
    }
    double[] times = new double[rows[sequence].length];
    for (int i = 0; i < times.length; i++) {
      times[i] = instants[rows[sequence][i]];
    }
    return times;
  }

  /** What a sequence is called in messages, such as {@code origin JFK, year 2013}. */
  public String entity(int sequence) {
    List<String> parts = new ArrayList<>();
    for (String name : spec.sequenceBy()) {
      parts.add(Text.shorten(name) + " " + cell(table.column(name), rows[sequence][0]));
    }
    return parts.isEmpty() ? "the whole table" : String.join(", ", parts);
  }

  private static String cell(Column column, int row) {
    if (column.isMissing(row)) {
      return "no value";
    }
    return column instanceof NumericColumn numbers
        ? column.schema().numeric().text(numbers.value(row))
        : Text.shorten(((CategoricalColumn) column).label(row));
  }

  /**
   * Whether all columns that tell sequences apart are part of the time or follow from it, so that a
   * sequence is a period of the calendar, such as a month.
   */
  public boolean entitiesFromTime() {
    return axis != null
        && !spec.sequenceBy().isEmpty()
        && axis.columns().containsAll(spec.sequenceBy());
  }

  /**
   * The columns that are constant within every sequence: those declared, and, where there are
   * several sequences of which most have several rows, those found to be.
   */
  public List<String> statics() {
    return statics;
  }

  /** All columns that tell neither sequence nor time and are not static. */
  public List<String> features() {
    return features;
  }

  /** The most frequent distance of neighbouring instants; NaN where there is none. */
  public double interval() {
    return interval;
  }

  /** The share of neighbouring instants at exactly that distance; NaN where there are none. */
  public double regularity() {
    return regularity;
  }

  /**
   * Each sequence in windows.
   *
   * @param length steps of a window, or 0 for whole sequences; a sequence with fewer is one window
   * @param stride rows between the starts of two windows, 1 or more
   */
  public List<Window> windows(int length, int stride) {
    if (length < 0 || stride < 1) {
      throw new IllegalArgumentException("windows of " + length + " every " + stride + " rows");
    }
    List<Window> windows = new ArrayList<>();
    for (int sequence = 0; sequence < rows.length; sequence++) {
      int[] of = rows[sequence];
      if (length == 0 || of.length <= length) {
        windows.add(new Window(sequence, of));
        continue;
      }
      for (int from = 0; from + length <= of.length; from += stride) {
        windows.add(new Window(sequence, Arrays.copyOfRange(of, from, from + length)));
      }
    }
    return windows;
  }
}
