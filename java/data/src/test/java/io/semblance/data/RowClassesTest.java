package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowClassesTest {
  private static Column labels(int... codes) {
    ColumnSchema schema =
        ColumnSchema.builder("kind", ColumnType.CATEGORY)
            .categories(List.of("a", "b", "c"))
            .nullable(true)
            .build();
    return CategoricalColumn.of(schema, codes);
  }

  private static Column numbers(double... values) {
    ColumnSchema schema =
        ColumnSchema.builder("grade", ColumnType.NUMBER).nullable(true).decimals(1).build();
    return NumericColumn.of(schema, values);
  }

  @Test
  void labelsAreKnownByTheirCodes() {
    RowClasses classes = RowClasses.of(labels(2, 0, 2, 2));
    assertThat(classes.rows().keySet()).containsExactly(0.0, 2.0);
    assertThat(classes.rows().get(2.0)).containsExactly(0, 2, 3);
    assertThat(classes.key(1)).isZero();
    assertThat(classes.is(3, 2)).isTrue();
    assertThat(classes.is(3, 0)).isFalse();
  }

  /** Of whatever type the column is: here codes of -1 and values of NaN. */
  @Test
  void missingCellsAreOneClassAndComeLast() {
    for (Column column :
        List.of(labels(1, CategoricalColumn.MISSING, 0), numbers(1, Double.NaN, 0))) {
      RowClasses classes = RowClasses.of(column);
      assertThat(classes.rows().keySet()).containsExactly(0.0, 1.0, Double.NaN);
      assertThat(classes.rows().get(Double.NaN)).containsExactly(1);
      assertThat(classes.is(1, Double.NaN)).isTrue();
    }
  }

  @Test
  void zeroIsOneClassWhateverItsSign() {
    assertThat(RowClasses.of(numbers(0.0, -0.0, 0.5)).rows()).hasSize(2);
  }

  @Test
  void tooManyClassesAreGivenUp() {
    Column column = numbers(1, 2, 3, 1);
    assertThat(RowClasses.of(column).rows(2)).isNull();
    assertThat(RowClasses.of(column).rows(3)).hasSize(3);
  }
}
