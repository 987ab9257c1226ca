package io.semblance.data.simulate;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code card-bills}: holders of credit cards with six months of bills and payments, and whether
 * they default. Made up, of the kind that is hard to imitate: bills of neighbouring months are
 * nearly equal, a payment is often exactly the bill before it or a round number, and what is owed
 * is what was owed, less what was paid, and what was bought.
 *
 * <p>Month 1 is the latest. Some holders pay all, some the least that they must, some nothing, some
 * hardly use the card; it shows in the status of each month: -2 not used, -1 paid in full, 0 paid
 * in part, above 0 months late.
 */
final class CardBills implements Simulator {
  private static final int MONTHS = 6;
  private static final int LEAST_STATUS = -2;
  private static final int MOST_LATE = 8;
  private static final double INTEREST = 1.015;
  private static final double LEAST_PAYMENT = .04;
  private static final int LOWEST_LIMIT = 10_000;
  private static final int HIGHEST_LIMIT = 800_000;
  private static final int HIGHEST_AMOUNT = 2_000_000;
  private static final List<String> SCHOOLS = List.of("graduate", "university", "high school");
  private static final List<String> MARRIAGES = List.of("married", "single", "other");

  /** How a holder uses the card. */
  private enum Habit {
    IDLE,
    FULL,
    PART,
    LATE
  }

  @Override
  public String name() {
    return "card-bills";
  }

  @Override
  public String description() {
    return "holders of credit cards, six months of bills and payments that depend on each other to"
        + " the unit";
  }

  @Override
  public Schema schema() {
    List<ColumnSchema> columns = new ArrayList<>();
    columns.add(whole("limit", LOWEST_LIMIT, HIGHEST_LIMIT));
    columns.add(labels("education", SCHOOLS));
    columns.add(labels("marriage", MARRIAGES));
    columns.add(whole("age", 21, 79));
    for (String each : List.of("status", "bill", "paid")) {
      for (int month = 1; month <= MONTHS; month++) {
        columns.add(
            each.equals("status")
                ? whole(each + month, LEAST_STATUS, MOST_LATE)
                : whole(each + month, each.equals("bill") ? -HIGHEST_AMOUNT : 0, HIGHEST_AMOUNT));
      }
    }
    columns.add(
        ColumnSchema.builder("default", ColumnType.BOOLEAN).categories(List.of("0", "1")).build());
    return Schema.of(columns);
  }

  private static ColumnSchema whole(String name, double least, double greatest) {
    return ColumnSchema.builder(name, ColumnType.INTEGER).range(least, greatest).build();
  }

  private static ColumnSchema labels(String name, List<String> labels) {
    return ColumnSchema.builder(name, ColumnType.CATEGORY).categories(labels).build();
  }

  @Override
  public Table rows(long firstRow, int count, long seed) {
    Simulators.checkRange(firstRow, count);
    Schema schema = schema();
    double[][] cells = new double[schema.size()][count];
    RowRandom random = new RowRandom(seed);
    for (int row = 0; row < count; row++) {
      random.row(firstRow + row);
      Holder holder = new Holder(random);
      int at = 0;
      cells[at++][row] = holder.limit;
      cells[at++][row] = holder.school;
      cells[at++][row] = holder.marriage;
      cells[at++][row] = holder.age;
      for (double[] each : List.of(holder.status, holder.bill, holder.paid)) {
        for (int month = 0; month < MONTHS; month++) {
          cells[at++][row] = each[month];
        }
      }
      cells[at][row] = holder.defaults ? 1 : 0;
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < cells.length; c++) {
      columns.add(column(schema.column(c), cells[c]));
    }
    return Table.of(columns);
  }

  private static Column column(ColumnSchema schema, double[] values) {
    if (schema.type().isNumeric()) {
      return NumericColumn.of(schema, values);
    }
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) values[i];
    }
    return CategoricalColumn.of(schema, codes);
  }

  /** One row. */
  private static final class Holder {
    private final RowRandom random;
    private final int age;
    private final int school;
    private final int marriage;
    private final double limit;
    private final double[] status = new double[MONTHS];
    private final double[] bill = new double[MONTHS];
    private final double[] paid = new double[MONTHS];
    private final boolean defaults;

    Holder(RowRandom random) {
      this.random = random;
      this.age = (int) Math.max(21, Math.min(79, Math.rint(35 + 9 * random.normal())));
      this.school = pick(.36, .47);
      this.marriage = random.uniform() < 1 / (1 + StrictMath.exp((33 - age) / 4.0)) ? 0 : 1;
      double wealth = random.normal() + .02 * (age - 35) - .5 * school;
      double ten = 10_000;
      this.limit = bounded(ten * Math.rint(15 * StrictMath.exp(.75 * wealth)));
      Habit habit = habit(wealth);
      live(habit);
      double late = Math.max(0, status[0]) + .5 * Math.max(0, status[1]);
      double odds = -1.9 + .9 * Math.min(3, late) - .25 * wealth + .4 * bill[0] / limit;
      this.defaults = random.uniform() < 1 / (1 + StrictMath.exp(-odds));
    }

    private static double bounded(double limit) {
      return Math.max(LOWEST_LIMIT, Math.min(HIGHEST_LIMIT, limit));
    }

    private int pick(double first, double second) {
      double u = random.uniform();
      return u < first ? 0 : u < first + second ? 1 : 2;
    }

    private Habit habit(double wealth) {
      double u = random.uniform() - .07 * wealth;
      return u < .08 ? Habit.IDLE : u < .3 ? Habit.FULL : u < .85 ? Habit.PART : Habit.LATE;
    }

    /** The months from the earliest to the latest. */
    private void live(Habit habit) {
      double owed =
          switch (habit) {
            case IDLE -> random.uniform() < .8 ? 0 : purchases(.003);
            case FULL -> purchases(.05);
            default -> Math.rint(limit * Math.min(1.05, StrictMath.exp(-1 + .8 * random.normal())));
          };
      double late = 0;
      for (int month = MONTHS - 1; month >= 0; month--) {
        bill[month] = owed;
        boolean misses =
            owed > 0
                && random.uniform() < (habit == Habit.LATE ? .5 : habit == Habit.PART ? .06 : .01);
        paid[month] = misses ? 0 : payment(habit, owed);
        late = misses ? Math.min(MOST_LATE, late == 0 ? 2 : late + 1) : 0;
        boolean full = paid[month] >= owed;
        status[month] = late > 0 ? late : owed <= 0 ? LEAST_STATUS : full ? -1 : 0;
        double left = owed - paid[month];
        double bought =
            switch (habit) {
              case IDLE -> random.uniform() < .9 ? 0 : purchases(.003);
              case FULL -> purchases(.05);
              default -> random.uniform() < .35 ? 0 : purchases(.012);
            };
        double returned = random.uniform() < .01 ? purchases(.004) : 0;
        double room = Math.max(0, 1.1 * limit - left);
        owed =
            Math.rint(left > 0 ? left * INTEREST : left)
                + Math.rint(Math.min(room, bought) - returned);
        owed = Math.max(-HIGHEST_AMOUNT, Math.min(HIGHEST_AMOUNT, owed));
      }
    }

    private double purchases(double share) {
      return Math.rint(share * limit * StrictMath.exp(random.normal()));
    }

    private double payment(Habit habit, double owed) {
      if (owed <= 0) {
        return 0;
      }
      if (habit == Habit.FULL || habit == Habit.IDLE || random.uniform() < .03) {
        return Math.min(HIGHEST_AMOUNT, owed);
      }
      double least = Math.max(Math.min(owed, 500), LEAST_PAYMENT * owed);
      double u = random.uniform();
      if (u < .35) {
        return Math.rint(least);
      }
      double round = u < .65 ? 1_000 : u < .8 ? 500 : u < .9 ? 100 : 1;
      double more = least * StrictMath.exp(.4 * Math.abs(random.normal()));
      return Math.min(owed, Math.ceil(more / round) * round);
    }
  }
}
