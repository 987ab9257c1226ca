package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semblance.data.Table;
import io.semblance.engine.backend.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row n is a function of model, seed and n; for models of one table and models per class. */
class SamplingTest {
  private static final List<Model> MODELS = new ArrayList<>();

  @BeforeAll
  static void fit() {
    Table table = Fixtures.mixed(300, 1);
    MODELS.add(Fixtures.fit(table, Fixtures.quick()));
    MODELS.add(Fixtures.fit(table, Fixtures.quick().set("conditional", "true")));
    MODELS.add(Fixtures.fit(table, Fixtures.quick().set("heads", "softmax")));
    MODELS.add(Fixtures.fit(table, Fixtures.quick().target("city").perClass(true)));
  }

  private static SampleOptions.Builder options() {
    return SampleOptions.builder().seed(5).backend("ejml").threads(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1023, 1024, 1025, 5000})
  void exactlyAsManyRowsAsAsked(long rows) {
    for (Model model : MODELS) {
      List<Table> parts = Fixtures.parts(model, options().rows(rows).build());
      assertThat(parts.stream().mapToLong(Table::rows).sum()).isEqualTo(rows);
      assertThat(parts).isNotEmpty();
      assertThat(parts).allMatch(p -> p.schema().names().equals(model.schema().names()));
      Table table = model.sample(options().rows(rows).build());
      assertThat(table.rows()).isEqualTo(rows);
      assertThat(table.schema().names()).containsExactly("id", "city", "sick", "age", "pay");
    }
  }

  @Test
  void aRowIsTheSameHoweverTheWorkIsSplit() {
    Random random = new Random(4);
    for (Model model : MODELS) {
      List<String> whole = lines(model, options().rows(3000).build());
      for (int i = 0; i < 12; i++) {
        int first = random.nextInt(2900);
        int rows = 1 + random.nextInt(3000 - first);
        int threads = 1 + random.nextInt(3);
        List<String> part =
            lines(model, options().firstRow(first).rows(rows).threads(threads).build());
        assertThat(part)
            .as("rows %d from %d on %d threads", rows, first, threads)
            .isEqualTo(whole.subList(first, first + rows));
      }
    }
  }

  /** What the engine computes of a row does not depend on how many others it computes with it. */
  @Test
  void batchesDoNotChangeRows() {
    for (Model model : MODELS.subList(0, 3)) {
      String whole = Fixtures.csv(model.sample(options().rows(1500).build()));
      for (int batch : new int[] {64, 100, 512, 1500}) {
        try (RowSource rows =
            model.open(new DrawContext(5, true, Backends.select("ejml"), batch, null, 0))) {
          assertThat(Fixtures.csv(rows.draw(0, 1500))).as("batch %d", batch).isEqualTo(whole);
        }
      }
    }
  }

  /** Without the header. */
  private static List<String> lines(Model model, SampleOptions options) {
    List<String> lines = new ArrayList<>();
    model.sample(options, part -> Fixtures.csv(part).lines().skip(1).forEach(lines::add));
    return lines;
  }

  @Test
  void rowsFarOutAreDrawnLikeTheFirst() {
    Model model = MODELS.get(0);
    long far = (1L << 40) + 7;
    List<String> two = lines(model, options().firstRow(far).rows(2).build());
    assertThat(two.get(1))
        .isEqualTo(lines(model, options().firstRow(far + 1).rows(1).build()).get(0));
    assertThat(two.get(1)).isNotEqualTo(two.get(0));
  }

  @Test
  void otherSeedsGiveOtherRows() {
    for (Model model : MODELS) {
      assertThat(lines(model, options().seed(6).build()))
          .isNotEqualTo(lines(model, options().build()));
    }
  }

  @Test
  void noTwoRowsOfASampleAreTheSameDraw() {
    for (Model model : MODELS) {
      // Without the identifier, which is another in every row anyway.
      List<String> rows = lines(model, options().rankProjection(false).build());
      assertThat(rows.stream().map(row -> row.substring(row.indexOf(','))).distinct())
          .hasSizeGreaterThan(600);
    }
  }

  @Test
  void identifiersAreUniqueInOneSample() {
    for (Model model : MODELS) {
      List<String> ids = new ArrayList<>();
      for (String line : lines(model, options().rows(4000).build())) {
        ids.add(line.substring(0, line.indexOf(',')));
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  @Test
  void rankProjectionCanBeSwitchedOff() {
    for (Model model : MODELS) {
      assertThat(lines(model, options().rankProjection(false).build()))
          .isNotEqualTo(lines(model, options().build()));
    }
  }

  @Test
  void valuesStayInsideTheSchema() {
    for (Model model : MODELS) {
      Table rows = model.sample(5000, 8);
      assertThat(Arrays.stream(Fixtures.values(rows, "age")))
          .allMatch(v -> v == Math.rint(v) && v >= 20 && v <= 70);
      assertThat(Arrays.stream(Fixtures.codes(rows, "city"))).allMatch(c -> c >= 0 && c < 3);
      assertThat(Arrays.stream(Fixtures.codes(rows, "sick")))
          .allMatch(c -> c >= -1 && c < 2)
          .contains(-1);
    }
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleOptions.builder().rows(-1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleOptions.builder().firstRow(-1))
        .withMessageContaining("-1");
  }
}
