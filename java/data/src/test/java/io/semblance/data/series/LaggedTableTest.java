package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.rows;
import static io.semblance.data.series.SeriesTables.sequences;
import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.table;
import static io.semblance.data.series.SeriesTables.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaggedTableTest {
  private static final Table TABLE =
      table(
          "id:category t:integer k:category x:number",
          "a 4 u 1.4",
          "a 1 v 1.1",
          "b 1 u 2.1",
          "a 2 u 1.2",
          "b 2 v 2.2",
          "a 3 v 1.3");

  @Test
  void laterStepsStandBesideEarlierOnes() {
    List<int[]> sequences = rows(sequences(TABLE, spec("id", "t", "", 0)));
    Table lagged = LaggedTable.of(TABLE, sequences, List.of(1, 2), List.of("x", "k"));
    assertThat(lagged.schema().names())
        .containsExactly("x", "k", "x (+1)", "k (+1)", "x (+2)", "k (+2)");
    // Sequence a has the steps 1.1, 1.2, 1.3, 1.4; b is too short for a lag of 2.
    assertThat(values(lagged.column("x"))).containsExactly(1.1, 1.2);
    assertThat(values(lagged.column("x (+1)"))).containsExactly(1.2, 1.3);
    assertThat(values(lagged.column("x (+2)"))).containsExactly(1.3, 1.4);
    CategoricalColumn k = (CategoricalColumn) lagged.column("k (+1)");
    assertThat(k.label(0)).isEqualTo("u");
    assertThat(k.label(1)).isEqualTo("v");
    ColumnSchema x = TABLE.schema().column("x");
    assertThat(lagged.schema().column("x (+2)"))
        .isEqualTo(x.toBuilder().name("x (+2)").header("x (+2)").build());
    Table one = LaggedTable.of(TABLE, sequences, List.of(1), List.of("x"));
    assertThat(values(one.column("x (+1)"))).containsExactly(1.2, 1.3, 1.4, 2.2);
  }

  @Test
  void nothingIsLeftOfShortSequences() {
    List<int[]> sequences = List.of(new int[] {0, 1}, new int[0]);
    assertThat(LaggedTable.of(TABLE, sequences, List.of(2), List.of("x")).rows()).isZero();
    assertThatThrownBy(() -> LaggedTable.of(TABLE, sequences, List.of(1), List.of("y")))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> LaggedTable.of(TABLE, sequences, List.of(0), List.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
