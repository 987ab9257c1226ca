package io.semblance.synth.vae;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.reference.ReferenceBackend;
import io.semblance.synth.Fixtures;
import io.semblance.synth.train.EncodedTable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalarMeaningTest {
  private static final int ROWS = 400;

  /** Half of the gains are 0, some of the rest are missing; sizes are plain numbers. */
  private static EncodedTable table() {
    Random random = new Random(1);
    double[] gain = new double[ROWS];
    double[] size = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      gain[i] = i % 2 == 0 ? 0 : i % 10 == 1 ? Double.NaN : 100 + 50 * random.nextDouble();
      size[i] = random.nextDouble();
    }
    NumericColumn gains =
        NumericColumn.of(
            ColumnSchema.builder("gain", ColumnType.NUMBER)
                .range(0, 150)
                .decimals(4)
                .nullable(true)
                .build(),
            gain);
    Table table = Table.of(List.of(gains, Fixtures.numbers("size", ColumnType.NUMBER, 6, size)));
    return EncodedTable.of(
        table,
        EncoderOptions.builder().encoder("gain", "mixed").encoder("size", "quantile").build());
  }

  @Test
  void scalarsOfSpikesAndOfMissingCellsMeanNothing() {
    EncodedTable data = table();
    assertThat(data.layout().scalars()).isEqualTo(2);
    Node rows = Ops.constant(Shape.of(ROWS, data.width()), doubles(data.rows()));
    Node meaning = ScalarMeaning.of(data.encoder()).of(rows);
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      Program program = session.compile(new Step().output(meaning));
      program.run();
      double[] found = program.read(meaning);
      for (int i = 0; i < ROWS; i++) {
        assertThat(found[2 * i])
            .as("gain of row " + i)
            .isEqualTo(i % 2 == 0 || i % 10 == 1 ? 0 : 1);
        assertThat(found[2 * i + 1]).as("size of row " + i).isEqualTo(1);
      }
    }
  }

  @Test
  void whereAllScalarsMeanSomethingNothingIsComputed() {
    EncodedTable data = EncodedTable.of(Fixtures.mixed(300, 1), EncoderOptions.builder().build());
    Node rows = Ops.constant(Shape.of(300, data.width()), doubles(data.rows()));
    assertThat(ScalarMeaning.of(data.encoder()).of(rows)).isNull();
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
