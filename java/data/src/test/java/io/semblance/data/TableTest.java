package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semblance.data.csv.Csv;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final ColumnSchema SIZE =
      ColumnSchema.builder("size", ColumnType.NUMBER).range(0, 9).build();
  private static final ColumnSchema KIND =
      ColumnSchema.builder("kind", ColumnType.CATEGORY).categories(List.of("a", "b")).build();
  private static final ColumnSchema KEY = ColumnSchema.builder("key", ColumnType.ID).build();

  private static Table table(double[] sizes, int[] kinds, String... keys) {
    return Table.of(
        List.of(
            NumericColumn.of(SIZE, sizes),
            CategoricalColumn.of(KIND, kinds),
            CategoricalColumn.ofIds(KEY, keys)));
  }

  private final Table three =
      table(new double[] {1, Double.NaN, 3}, new int[] {0, 1, -1}, "k1", null, "k3");

  @Test
  void selectsAndSlices() {
    Table picked = three.select(new int[] {2, 0, 0});
    assertThat(picked.numeric(0).values()).containsExactly(3, 1, 1);
    assertThat(picked.categorical(1).codes()).containsExactly(-1, 0, 0);
    assertThat(picked.categorical(2).label(0)).isEqualTo("k3");
    assertThat(three.slice(1, 3).column(0).missingCount()).isEqualTo(1);
    assertThat(three.selectColumns(List.of("kind", "size")).schema().names())
        .containsExactly("kind", "size");
    assertThat(three.withoutColumns(List.of("size")).width()).isEqualTo(2);
  }

  @Test
  void dropsRowsThatEqualAnEarlierOneOnly() {
    Table doubled =
        table(
            new double[] {1, 1, 1, Double.NaN, Double.NaN, 0.0, -0.0},
            new int[] {0, 0, 1, -1, -1, 1, 1},
            "x",
            "x",
            "x",
            "y",
            "y",
            "z",
            "z");
    // Each of the texts above is an entry of its own in the dictionary, so no identifier repeats.
    assertThat(doubled.withoutDuplicateRows().rows()).isEqualTo(7);
    Table bare = doubled.withoutColumns(List.of("key"));
    assertThat(bare.withoutDuplicateRows().numeric(0).values())
        .containsExactly(1, 1, Double.NaN, 0);
  }

  @Test
  void concatenatesByLabel() {
    ColumnSchema other = KIND.toBuilder().categories(List.of("b", "c")).build();
    Table more =
        Table.of(
            List.of(
                NumericColumn.of(SIZE.toBuilder().range(-5, 4).build(), new double[] {-5}),
                CategoricalColumn.of(other, new int[] {1}),
                CategoricalColumn.ofIds(KEY, new String[] {"k1"})));
    Table all = Table.concat(List.of(three, more, more));
    assertThat(all.rows()).isEqualTo(5);
    assertThat(all.schema().column("kind").categories()).containsExactly("a", "b", "c");
    assertThat(all.categorical(1).label(4)).isEqualTo("c");
    assertThat(all.categorical(2).label(3)).isEqualTo("k1");
    assertThat(all.schema().column("size").min()).isEqualTo(-5);
    assertThat(all.schema().column("size").max()).isEqualTo(9);
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    NumericColumn one = NumericColumn.of(SIZE, new double[1]);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Table.of(List.of(one, CategoricalColumn.of(KIND, new int[2]))))
        .withMessageContaining("'kind'");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Table.of(List.of(one, one)))
        .withMessageContaining("same name");
    assertThatExceptionOfType(DataException.class).isThrownBy(() -> Table.of(List.of()));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> CategoricalColumn.of(KIND, new int[] {2}));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> NumericColumn.of(KIND, new double[1]));
  }

  @Test
  void unknownColumnsAreGuessed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> three.column("Kinds"))
        .withMessageContaining("Did you mean 'kind'?")
        .withMessageContaining("size, kind, key");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> three.column("zzzzz"))
        .withMessageNotContaining("mean");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> three.numeric(1))
        .withMessageContaining("category");
  }

  @Test
  void partsOfATableKeepItsDelimiter() {
    Table table = Csv.read("a;b\n1;x\n2;y\n2;y\n");
    assertThat(table.schema().delimiter()).isEqualTo(';');
    assertThat(table.slice(0, 1).schema().delimiter()).isEqualTo(';');
    assertThat(table.select(new int[] {1}).schema().delimiter()).isEqualTo(';');
    assertThat(table.selectColumns(List.of("b")).schema().delimiter()).isEqualTo(';');
    assertThat(table.withoutColumns(List.of("b")).schema().delimiter()).isEqualTo(';');
    assertThat(table.with(table.column(0)).schema().delimiter()).isEqualTo(';');
    assertThat(table.withoutDuplicateRows().schema().delimiter()).isEqualTo(';');
    assertThat(Table.concat(List.of(table, table)).schema().delimiter()).isEqualTo(';');
    assertThat(Csv.write(table)).isEqualTo("a;b\n1;x\n2;y\n2;y\n");
    assertThat(Csv.write(table.withDelimiter('|'))).isEqualTo("a|b\n1|x\n2|y\n2|y\n");
  }
}
