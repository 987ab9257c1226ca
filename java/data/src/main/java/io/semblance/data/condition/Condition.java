package io.semblance.data.condition;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The cells that some columns may have; all others are free. Immutable.
 *
 * <pre>{@code
 * Condition.builder()
 *     .between("age", 60, 90)
 *     .oneOf("city", "Ulm", "Rom")
 *     .missing("pm25")
 *     .build()
 * }</pre>
 */
public final class Condition {
  private final Map<String, Allowed> columns;

  /**
   * What the cells of a column may be.
   *
   * @param labels these labels; null for a column of numbers
   * @param least numbers from here on, in the units of the column's kind
   * @param greatest up to here, itself included; less than {@code least} for no number
   * @param missing whether the cell may be missing
   */
  public record Allowed(Set<String> labels, double least, double greatest, boolean missing) {
    /** Whether a cell is allowed. */
    public boolean holds(Column column, int row) {
      if (column.isMissing(row)) {
        return missing;
      }
      if (column instanceof CategoricalColumn c) {
        return labels != null && labels.contains(c.label(row));
      }
      double value = ((NumericColumn) column).value(row);
      return labels == null && value >= least && value <= greatest;
    }

    @Override
    public String toString() {
      return text(Double::toString);
    }

    private String text(DoubleFunction<String> number) {
      if (missing) {
        return "missing";
      }
      if (labels != null) {
        return String.join(" or ", labels);
      }
      if (least == Double.NEGATIVE_INFINITY && greatest == Double.POSITIVE_INFINITY) {
        return "not missing";
      }
      return least == greatest
          ? number.apply(least)
          : greatest == Double.POSITIVE_INFINITY
              ? "at least " + number.apply(least)
              : least == Double.NEGATIVE_INFINITY
                  ? "at most " + number.apply(greatest)
                  : number.apply(least) + " to " + number.apply(greatest);
    }

    private Allowed and(Allowed other) {
      Set<String> common = null;
      if (labels != null || other.labels != null) {
        // Of "missing" and labels nothing is left.
        common = new LinkedHashSet<>(labels == null ? Set.of() : labels);
        common.retainAll(other.labels == null ? Set.of() : other.labels);
      }
      return new Allowed(
          common,
          Math.max(least, other.least),
          Math.min(greatest, other.greatest),
          missing && other.missing);
    }
  }

  private Condition(Map<String, Allowed> columns) {
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What is asked of which column, in the order in which it was said. */
  public Map<String, Allowed> columns() {
    return columns;
  }

  /** This and another one. */
  public Condition and(Condition other) {
    Builder both = builder();
    columns.forEach(both::put);
    other.columns.forEach(both::put);
    return both.build();
  }

  /** What is asked of some of the columns. */
  public Condition only(Predicate<String> some) {
    Builder kept = builder();
    columns.forEach(
        (name, allowed) -> {
          if (some.test(name)) {
            kept.put(name, allowed);
          }
        });
    return kept.build();
  }

  /** Whether nothing is asked. */
  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** Whether a row of a table satisfies all of it. */
  public boolean holds(Table table, int row) {
    return columns.entrySet().stream()
        .allMatch(e -> e.getValue().holds(table.column(e.getKey()), row));
  }

  /**
   * Refuses what no row of a schema could satisfy.
   *
   * @throws DataException if a column does not exist, is an identifier, or can have none of the
   *     cells that are allowed
   */
  public void check(Schema schema) {
    columns.forEach((name, allowed) -> check(schema.column(schema.indexOf(name)), allowed));
  }

  private static void check(ColumnSchema column, Allowed allowed) {
    String problem = null;
    if (column.type() == ColumnType.ID) {
      problem = "it holds identifiers, which are made anew: nothing can be asked of them";
    } else if (allowed.missing() && !column.nullable() && impossible(column, allowed)) {
      problem = "no cell of it is missing";
    } else if (column.type().isNumeric() && allowed.labels() != null) {
      problem = "it holds numbers; ask for a range of them";
    } else if (!column.type().isNumeric() && allowed.labels() == null && !allowed.missing()) {
      problem = "it holds labels; ask for some of them";
    } else if (allowed.labels() != null && !column.categories().containsAll(allowed.labels())) {
      Set<String> unknown = new LinkedHashSet<>(allowed.labels());
      unknown.removeAll(column.categories());
      problem = "it has no label " + unknown.iterator().next();
    } else if (!allowed.missing() && impossible(column, allowed)) {
      problem =
          column.type().isNumeric()
              ? "no value lies between "
                  + column.numeric().text(allowed.least())
                  + " and "
                  + column.numeric().text(allowed.greatest())
              : "no label is both allowed and forbidden";
    }
    if (problem != null) {
      throw DataException.builder(problem)
          .column(column.name())
          .remedy("change the condition")
          .build();
    }
  }

  private static boolean impossible(ColumnSchema column, Allowed allowed) {
    return column.type().isNumeric()
        ? !(Math.max(allowed.least(), column.min()) <= Math.min(allowed.greatest(), column.max()))
        : allowed.labels() == null || allowed.labels().isEmpty();
  }

  /** In words, with numbers and dates as a table writes them. */
  public String describe(Schema schema) {
    return columns.entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + " "
                    + describe(schema.column(schema.indexOf(e.getKey())), e.getValue()))
        .collect(Collectors.joining(" and "));
  }

  private static String describe(ColumnSchema column, Allowed allowed) {
    return column.type().isNumeric() ? allowed.text(column.numeric()::text) : allowed.toString();
  }

  @Override
  public String toString() {
    return columns.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(" and "));
  }

  /** Gathers what is asked; of one column all that is said must hold. */
  public static final class Builder {
    private static final double ANY = Double.POSITIVE_INFINITY;

    private final Map<String, Allowed> columns = new LinkedHashMap<>();

    private Builder() {}

    private Builder put(String column, Allowed allowed) {
      columns.merge(column, allowed, Allowed::and);
      return this;
    }

    /** The cell is one of these labels. */
    public Builder oneOf(String column, String... labels) {
      return put(column, new Allowed(Set.copyOf(Set.of(labels)), -ANY, ANY, false));
    }

    /** The cell is a number from {@code least} to {@code greatest}, both included. */
    public Builder between(String column, double least, double greatest) {
      return put(column, new Allowed(null, least, greatest, false));
    }

    /** The cell is a number of at least so much. */
    public Builder atLeast(String column, double least) {
      return between(column, least, ANY);
    }

    /** The cell is a number of at most so much. */
    public Builder atMost(String column, double greatest) {
      return between(column, -ANY, greatest);
    }

    /** The cell is this number. */
    public Builder equal(String column, double value) {
      return between(column, value, value);
    }

    /** The cell is missing. */
    public Builder missing(String column) {
      return put(column, new Allowed(null, ANY, -ANY, true));
    }

    /** The cell is not missing. */
    public Builder present(ColumnSchema column) {
      return column.type().isNumeric()
          ? between(column.name(), -ANY, ANY)
          : oneOf(column.name(), column.categories().toArray(String[]::new));
    }

    public Condition build() {
      return new Condition(columns);
    }
  }
}
