package io.semblance.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static Comparison compare(Table a, Table b, String target) {
    try (Work work = new Work(2)) {
      TableSummary first = new TableSummary(a.schema(), null);
      first.add(a, 0, work);
      TableSummary second = new TableSummary(a.schema(), null);
      second.add(b, 0, work);
      return Comparison.of(first, second, target, work);
    }
  }

  @Test
  void whatMovedComesFirstWithItsDistance() {
    Table a =
        Made.table(Made.csv("still,moved,label", 1000, i -> i % 10 + "," + i % 10 + ",k" + i % 2));
    Table b =
        Made.table(
            Made.csv(
                "still,moved,label",
                1000,
                i -> i % 10 + "," + (i % 10 + 2) + ",k" + (i % 4 < 3 ? 0 : 1)));
    Comparison found = compare(a, b, null);
    assertThat(found.columns().get(0).name()).isEqualTo("label");
    assertThat(found.columns().get(0).distance()).isCloseTo(.25, within(1e-12));
    assertThat(found.columns().get(1).name()).isEqualTo("moved");
    assertThat(found.columns().get(1).distance()).isCloseTo(.2, within(1e-12));
    // Two units, in deviations of the first table: the variance of 0 to 9 is 8.25, times n / (n -
    // 1).
    assertThat(found.columns().get(1).wasserstein())
        .isCloseTo(2 / Math.sqrt(8.25 * 1000 / 999), within(1e-9));
    assertThat(found.columns().get(2).distance()).isZero();
  }

  @Test
  void aRelationThatIsLostComesFirst() {
    Random random = new Random(1);
    String header = "x,y,z";
    Table a =
        Made.table(
            Made.csv(
                header,
                2000,
                i -> {
                  int x = random.nextInt(20);
                  return x + "," + (x + random.nextInt(5)) + "," + random.nextInt(20);
                }));
    Table b =
        Made.table(
            Made.csv(
                header,
                2000,
                i ->
                    random.nextInt(20)
                        + ","
                        + (random.nextInt(20) + random.nextInt(5))
                        + ","
                        + random.nextInt(20)));
    Comparison found = compare(a, b, null);
    Comparison.PairChange first = found.pairs().get(0);
    assertThat(found.associationsOfA().columns().get(first.j()).name()).isEqualTo("x");
    assertThat(found.associationsOfA().columns().get(first.i()).name()).isEqualTo("y");
    assertThat(first.change()).isGreaterThan(.85);
    assertThat(found.pairs().get(1).change()).isLessThan(.15);
    assertThat(ComparisonPage.render(found, "t", "a", "b")).contains("id=\"pairs\"");
  }

  @Test
  void withinAClassAndMissingAndNewLabels() throws Exception {
    Table a = Made.table(Made.csv("t,x,l", 400, i -> i % 2 + "," + i % 10 + ",k" + i % 3));
    Table b =
        Made.table(
            Made.csv(
                "t,x,l",
                400,
                i -> i % 2 + "," + (i % 20 == 3 ? "" : i % 10 + i % 2 * 3) + ",k" + i % 4));
    Comparison found = compare(a, b, "t");
    assertThat(found.classes()).hasSize(2);
    assertThat(found.classes().get(0).a()).isEqualTo(.5);
    assertThat(column(found.classes().get(1).columns(), "x").distance()).isGreaterThan(.3);
    assertThat(column(found.classes().get(0).columns(), "x").distance()).isZero();
    // In the second table odd rows have k1 and k3 alone, a third of the first table's labels.
    assertThat(column(found.classes().get(1).columns(), "l").distance())
        .isCloseTo(2 / 3.0, within(.01));
    assertThat(column(found.columns(), "l").fresh()).isOne();
    assertThat(column(found.columns(), "x").missing()).isCloseTo(.05, within(1e-12));
    JsonNode json = new ObjectMapper().readTree(ComparisonJson.write(found, "a", "b"));
    assertThat(json.get("schema").asText()).isEqualTo("semblance.comparison/1");
    assertThat(json.at("/classes/1/columns/0/name").asText()).isEqualTo("l");
    assertThat(json.get("pairs").size()).isEqualTo(3);
  }

  private static ColumnChange column(List<ColumnChange> columns, String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void halvesOfOneSourceMoveAboutAsFarAsChanceSays() {
    var source = Simulators.byName("health-indicators");
    Comparison found = compare(source.rows(0, 5000, 3), source.rows(5000, 5000, 3), null);
    double mean =
        found.columns().stream()
            .mapToDouble(c -> c.distance() / c.chance())
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(.4, 1.6);
    assertThat(found.a().rowCounts().shared(found.b().rowCounts())).isPositive();
  }
}
