package io.semblance.synth.perclass;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.DrawContext;
import io.semblance.synth.RowSource;
import io.semblance.synth.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws rows of a model per class: first the class of each row, by its absolute number, then from
 * each class's model only the rows that are of this class.
 *
 * <p>Rows are numbered anew in parts of {@value #PART}: the i-th row of its class within part p is
 * row {@code p * PART + i} of the class's model. So two rows never come from the same noise, and
 * row n is a function of model, seed and n alone, found by looking at the classes of at most one
 * part, wherever a sample begins.
 */
final class PerClassRows implements RowSource {
  /** Rows of a part: enough that also a rare class fills a small batch. */
  static final int PART = 16 * DrawContext.BATCH;

  private final PerClassModel model;
  private final DrawContext context;
  private final List<PerClassModel.Part> classes;
  private final CategoricalDraw draw;
  private final RowSource[] open;
  private final int[] words = new int[4];

  PerClassRows(PerClassModel model, DrawContext context) {
    this.model = model;
    this.context = context;
    this.classes = model.parts();
    this.open = new RowSource[classes.size()];
    this.draw =
        new CategoricalDraw(classes.stream().mapToDouble(PerClassModel.Part::share).toArray());
  }

  @Override
  public Table draw(long firstRow, int count) {
    long part = firstRow - firstRow % PART;
    int[] before = new int[classes.size()];
    for (long row = part; row < firstRow; row++) {
      before[classOf(row)]++;
    }
    int[] classOf = new int[count];
    int[] sizes = new int[classes.size()];
    for (int i = 0; i < count; i++) {
      classOf[i] = classOf(firstRow + i);
      sizes[classOf[i]]++;
    }
    List<Table> drawn = new ArrayList<>();
    int[] next = new int[sizes.length]; // where in the tables drawn the class's next row is
    int rows = 0;
    for (int c = 0; c < sizes.length; c++) {
      next[c] = rows;
      if (sizes[c] > 0 || count == 0) {
        drawn.add(alike(source(c).draw(part + before[c], sizes[c])));
        rows += sizes[c];
      }
    }
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = next[classOf[i]]++;
    }
    return whole(Table.concat(drawn).select(places), classOf, firstRow);
  }

  private int classOf(long row) {
    Philox.block(context.seed(), Streams.CLASS, row, 0, words, 0);
    return draw.at(Philox.uniform(words[0]));
  }

  /** Opened when the first row of the class is drawn. */
  private RowSource source(int c) {
    if (open[c] == null) {
      // Else row i of one class and row i of another would come from the same noise.
      long own = context.seed() ^ Hash.mix(c);
      open[c] = classes.get(c).model().open(context.with(own, batch(classes.get(c))));
    }
    return open[c];
  }

  /** Most rows that a part is likely to have of a class, so that many classes share the memory. */
  private static int batch(PerClassModel.Part of) {
    int rows = Integer.highestOneBit((int) (PART * of.share()) | 1);
    return Math.max(DrawContext.SMALLEST_BATCH, Math.min(DrawContext.BATCH, rows));
  }

  /** A class's table under the schema of all: bounds and the like may differ. */
  private Table alike(Table ofClass) {
    List<Column> columns = new ArrayList<>();
    for (Column c : ofClass.columns()) {
      columns.add(c.withSchema(model.schema().column(c.name())));
    }
    return Table.of(columns);
  }

  /** With the target and identifiers. */
  private Table whole(Table rest, int[] classOf, long firstRow) {
    Schema schema = model.schema();
    List<Column> columns = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      if (column.name().equals(model.target())) {
        columns.add(targetColumn(column, classOf));
      } else if (column.type() == ColumnType.ID) {
        columns.add(identifiers(column, rest.column(column.name()), firstRow));
      } else {
        columns.add(rest.column(column.name()).withSchema(column));
      }
    }
    return Table.of(columns).withDelimiter(schema.delimiter());
  }

  /**
   * Identifiers by the numbers of the rows in the whole table: those of two classes would meet, as
   * each class counts its own rows.
   */
  private Column identifiers(ColumnSchema column, Column drawn, long firstRow) {
    IdPattern pattern = column.idPattern() == null ? IdPattern.sequence(1, 0) : column.idPattern();

    String[] texts = new String[drawn.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] =
          drawn.isMissing(i) ? null : pattern.text(firstRow + i, context.seed(), column.name());
    }
    return CategoricalColumn.ofIds(column, texts);
  }

  private Column targetColumn(ColumnSchema column, int[] classOf) {
    if (column.type() == ColumnType.CATEGORY || column.type() == ColumnType.BOOLEAN) {
      int[] codes = Arrays.stream(classOf).map(this::code).toArray();
      return CategoricalColumn.of(column, codes);
    }
    return NumericColumn.of(
        column, Arrays.stream(classOf).mapToDouble(c -> classes.get(c).key()).toArray());
  }

  private int code(int c) {
    double key = classes.get(c).key();
    return Double.isNaN(key) ? CategoricalColumn.MISSING : (int) key;
  }

  @Override
  public void close() {
    for (RowSource rows : open) {
      if (rows != null) {
        rows.close();
      }
    }
  }
}
