package io.semblance.data.source;

import io.semblance.data.Column;
import io.semblance.data.DataException;
import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import io.semblance.data.Table;
import io.semblance.data.infer.RawColumn;
import io.semblance.data.infer.RawTable;
import io.semblance.data.infer.StoredColumn;
import io.semblance.data.infer.StoredText;
import io.semblance.data.infer.TypedTable;
import io.semblance.data.infer.TypingOptions;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tables from and to objects of Java.
 *
 * <pre>{@code
 * record Patient(int age, String city, LocalDate admitted) {}
 *
 * Table table = TableObjects.ofRecords(patients, Patient.class);
 * List<Patient> synthetic = TableObjects.toRecords(model.sample(1_000, 7), Patient.class);
 * }</pre>
 *
 * <p>Cells are numbers, booleans, texts, enums, UUIDs, dates and times of {@code java.time}, or
 * null for a missing one.
 */
public final class TableObjects {
  private static final Map<Class<?>, StoredType> TYPES = types();

  private TableObjects() {}

  private static Map<Class<?>, StoredType> types() {
    Map<Class<?>, StoredType> types = new LinkedHashMap<>();
    types.put(Boolean.class, StoredType.of(Kind.BOOLEAN));
    types.put(Byte.class, StoredType.of(Kind.INT16));
    types.put(Short.class, StoredType.of(Kind.INT16));
    types.put(Integer.class, StoredType.of(Kind.INT32));
    types.put(Long.class, StoredType.of(Kind.INT64));
    types.put(Float.class, StoredType.of(Kind.FLOAT));
    types.put(Double.class, StoredType.of(Kind.DOUBLE));
    types.put(BigDecimal.class, StoredType.decimal(0, 0));
    types.put(String.class, StoredType.of(Kind.STRING));
    types.put(UUID.class, StoredType.of(Kind.UUID));
    types.put(LocalDate.class, StoredType.of(Kind.DATE));
    types.put(LocalTime.class, StoredType.timed(Kind.TIME, 3));
    types.put(LocalDateTime.class, StoredType.timed(Kind.TIMESTAMP, 3));
    types.put(Instant.class, StoredType.timed(Kind.INSTANT, 3));
    types.put(OffsetDateTime.class, StoredType.timed(Kind.INSTANT, 3));
    return types;
  }

  private static StoredType type(String name, Class<?> of) {
    StoredType type = of.isEnum() ? StoredType.of(Kind.STRING) : TYPES.get(boxed(of));
    if (type == null) {
      throw DataException.builder("cells of " + of.getName() + " are none of a table")
          .column(name)
          .remedy("use numbers, booleans, texts, enums, UUIDs, or dates and times of java.time")
          .build();
    }
    return type;
  }

  private static Class<?> boxed(Class<?> of) {
    return MethodType.methodType(of).wrap().returnType();
  }

  /**
   * A table of maps, each a row; a key that one lacks is a missing cell.
   *
   * @throws DataException if a cell is of another class than those above it, or there are no rows
   */
  public static Table ofMaps(List<? extends Map<String, ?>> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<String> columns = List.copyOf(names);
    List<Object[]> cells =
        rows.stream().map(row -> columns.stream().map(row::get).toArray()).toList();
    return ofCells(columns, null, cells);
  }

  /**
   * A table of records, whose components are its columns.
   *
   * @throws DataException if a component is no cell of a table, or there are no rows
   */
  public static <R extends Record> Table ofRecords(List<R> rows, Class<R> of) {
    RecordComponent[] components = of.getRecordComponents();
    List<Object[]> cells = new ArrayList<>();
    try {
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
      for (R row : rows) {
        Object[] own = new Object[components.length];
        for (int i = 0; i < own.length; i++) {
          own[i] = components[i].getAccessor().invoke(row);
        }
        cells.add(own);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(of + " cannot be looked into", e);
    }
    return ofCells(
        Arrays.stream(components).map(RecordComponent::getName).toList(),
        Arrays.stream(components).map(RecordComponent::getType).toList(),
        cells);
  }

  /**
   * A table of numbers.
   *
   * @param names of the columns
   * @param columns the numbers of each; NaN for a missing one
   */
  public static Table ofColumns(List<String> names, double[]... columns) {
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(names.size() + " names of " + columns.length + " columns");
    }
    List<StoredColumn> stored =
        names.stream().map(n -> new StoredColumn(n, StoredType.of(Kind.DOUBLE))).toList();
    List<RawColumn> raw = new ArrayList<>();
    for (double[] column : columns) {
      RawColumn cells = new RawColumn();
      for (double value : column) {
        if (Double.isNaN(value)) {
          cells.addMissing();
        } else {
          cells.add(
              Double.doubleToLongBits(value), b -> Double.toString(Double.longBitsToDouble(b)));
        }
      }
      raw.add(cells);
    }
    return typed(stored, raw);
  }

  private static Table ofCells(
      List<String> names, List<Class<?>> classesOrNull, List<Object[]> rows) {
    List<StoredColumn> columns = new ArrayList<>();
    List<RawColumn> raw = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Class<?> of = classesOrNull == null ? null : boxed(classesOrNull.get(i));
      RawColumn cells = new RawColumn();
      for (int row = 0; row < rows.size(); row++) {
        Object cell = rows.get(row)[i];
        if (cell == null) {
          cells.addMissing();
          continue;
        }
        of = of == null ? cell.getClass() : of;
        if (!of.isInstance(cell)) {
          throw DataException.builder(
                  "a cell is of " + cell.getClass().getName() + ", others of " + of.getName())
              .row(row + 1L)
              .column(names.get(i))
              .remedy("give cells of one class in each column")
              .build();
        }
        cells.add(cell instanceof Enum<?> constant ? constant.name() : StoredText.of(cell));
      }
      columns.add(new StoredColumn(names.get(i), of == null ? null : type(names.get(i), of)));
      raw.add(cells);
    }
    return typed(columns, raw);
  }

  private static Table typed(List<StoredColumn> columns, List<RawColumn> raw) {
    if (raw.isEmpty() || raw.get(0).rows() == 0) {
      throw DataException.builder("there are no rows").remedy("give some").build();
    }
    return TypedTable.of(new RawTable("the objects", columns, raw), TypingOptions.defaults(), null);
  }

  /** Each row as a map, in the order of the columns; null for a missing cell. */
  public static List<Map<String, Object>> toMaps(Table table) {
    List<StoredCells> cells = StoredCells.of(table.columns());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        map.put(table.column(i).name(), object(cells.get(i), row));
      }
      rows.add(map);
    }
    return rows;
  }

  /**
   * Each row as a record.
   *
   * @throws DataException if the table has no column of a component's name, or a missing cell where
   *     the component is primitive
   */
  public static <R extends Record> List<R> toRecords(Table table, Class<R> of) {
    RecordComponent[] components = of.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<Column> columns = Arrays.stream(components).map(c -> table.column(c.getName())).toList();
    List<StoredCells> cells = StoredCells.of(columns);
    List<R> rows = new ArrayList<>();
    try {
      Constructor<R> constructor = of.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      Object[] values = new Object[types.length];
      for (int row = 0; row < table.rows(); row++) {
        for (int i = 0; i < values.length; i++) {
          Object cell = object(cells.get(i), row);
          if (cell == null && types[i].isPrimitive()) {
            throw DataException.builder("a cell is missing, and a " + types[i] + " cannot be")
                .row(row + 1L)
                .column(columns.get(i).name())
                .remedy("make the component a " + boxed(types[i]).getSimpleName())
                .build();
          }
          values[i] = cell == null ? null : as(cell, types[i]);
        }
        rows.add(constructor.newInstance(values));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(of + " cannot be made of rows", e);
    }
    return rows;
  }

  private static Object as(Object cell, Class<?> type) {
    Class<?> boxed = boxed(type);
    if (boxed.isInstance(cell)) {
      return cell;
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(cell)) {
          return constant;
        }
      }
    }
    if (cell instanceof Number number) {
      if (boxed == Byte.class) {
        return number.byteValue();
      }
      if (boxed == Integer.class) {
        return Math.toIntExact(number.longValue());
      }
      if (boxed == Long.class) {
        return number.longValue();
      }
      if (boxed == Double.class) {
        return number.doubleValue();
      }
    }
    if (cell instanceof Instant moment && boxed == OffsetDateTime.class) {
      return moment.atOffset(ZoneOffset.UTC);
    }
    throw new IllegalArgumentException(
        "a cell of " + cell.getClass().getName() + " cannot be a " + type.getName());
  }

  private static Object object(StoredCells cells, int row) {
    if (cells.isMissing(row)) {
      return null;
    }
    return switch (cells.type().kind()) {
      case BOOLEAN -> cells.whole(row) != 0;
      case INT16 -> (short) cells.whole(row);
      case INT32 -> Math.toIntExact(cells.whole(row));
      case INT64 -> cells.whole(row);
      case FLOAT -> (float) cells.real(row);
      case DOUBLE -> cells.real(row);
      case DECIMAL -> cells.decimal(row);
      case STRING -> cells.text(row);
      case UUID -> UUID.fromString(cells.text(row));
      case DATE -> LocalDate.ofEpochDay(cells.whole(row));
      case TIME -> LocalTime.ofNanoOfDay(cells.whole(row, 9));
      case TIMESTAMP ->
          Instant.ofEpochMilli(cells.whole(row, 3)).atOffset(ZoneOffset.UTC).toLocalDateTime();
      case INSTANT -> Instant.ofEpochMilli(cells.whole(row, 3));
    };
  }
}
