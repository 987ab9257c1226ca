package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semblance.data.csv.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every kind of column, and so for the next one. */
class ColumnKindTest {
  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void aKindOfWhichNothingIsKnownIsOfItsTypeAndReadsItself(ColumnType type) {
    ColumnKind unknown = type.unknown();
    assertThat(unknown.type()).isEqualTo(type);
    assertThat(unknown.isComplete()).isFalse();
    assertThat(unknown).isEqualTo(type.unknown()).hasSameHashCodeAs(type.unknown());
    assertThat(ColumnType.parse(type.label().toUpperCase(java.util.Locale.ROOT))).isEqualTo(type);
    assertThat(type.isNumeric()).isEqualTo(unknown instanceof NumericKind);
    assertThat(type.axis() != null).isEqualTo(type.isNumeric());
    ColumnSchema column = ColumnSchema.builder("a", type).build();
    assertThat(column.toBuilder().build()).isEqualTo(column);
  }

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void aFactOfAnotherKindIsRefusedAndNoFactIsNot(ColumnType type) {
    ColumnSchema.Builder builder = ColumnSchema.builder("a", type);
    builder.range(Double.NaN, Double.NaN).categories(List.of()).pattern(null, 1).idPattern(null);
    assertThat(builder.build()).isEqualTo(ColumnSchema.builder("a", type).build());
    if (!type.isNumeric()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.min(3))
          .withMessage("column 'a' of type " + type.label() + " has no bounds");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> builder.build().numeric());
    }
    if (type.cells() != ColumnType.Cells.LABELS) {
      assertThatIllegalArgumentException().isThrownBy(() -> builder.categories(List.of("x")));
    }
    if (type.cells() != ColumnType.Cells.IDENTIFIERS) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.idPattern(IdPattern.sequence(1, 0)));
    }
  }

  @Test
  void whatIsNotKnownIsTakenFromTheData() {
    NumericKind found = new NumberKind(true, 2, 9, 0, 0);
    NumericKind half = NumberKind.unknown(true).withRange(Double.NaN, 20);
    assertThat(half.completedBy(found)).isEqualTo(new NumberKind(true, 2, 20, 0, 0));
    DateTimeText day = DateTimeText.of("uuuu-MM-dd");
    assertThat(DateTimeKind.unknown().withRange(5, 6).completedBy(new DateTimeKind(day, 1, 9, 2)))
        .isEqualTo(new DateTimeKind(day, 5, 6, 2));
    assertThat(LabelKind.unknown(true).completedBy(new LabelKind(true, List.of("n", "y"))))
        .isEqualTo(new LabelKind(true, List.of("n", "y")));
  }

  /** The writer of tables has a faster way for numbers; both must say the same. */
  @ParameterizedTest
  @ValueSource(ints = {ColumnSchema.SHORTEST, 0, 1, 3, 8, 9, 12, 15})
  void aNumberIsPrintedAsTheFileHasIt(int decimals) throws IOException {
    Random random = new Random(decimals);
    for (int fewest = 0; fewest <= Math.max(0, decimals); fewest++) {
      ColumnSchema schema =
          ColumnSchema.builder("x", ColumnType.NUMBER).decimals(fewest, decimals).build();
      double[] values = new double[200];
      Arrays.setAll(
          values,
          i -> schema.numeric().grid().nearest((random.nextInt(2001) - 1000) / 16.0 * (i % 7)));
      StringBuilder lines = new StringBuilder("x\n");
      for (double value : values) {
        schema.numeric().print(value, lines);
        lines.append('\n');
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (CsvWriter writer = new CsvWriter(out, schema(schema))) {
        writer.write(Table.of(List.of(NumericColumn.of(schema, values))));
      }
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(lines.toString());
    }
  }

  private static Schema schema(ColumnSchema column) {
    return Schema.of(List.of(column));
  }
}
