package io.semblance.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.RealTables;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.infer.TableStream;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The profile of the whole BRFSS table against facts that another program found. */
class RealFactsTest {
  private static final String TABLE = "diabetes_binary_health_indicators_BRFSS2015.csv";
  private static final String FACTS = "../reference/brfss2015_real_marginals.json";

  @Test
  void countsToTheLastDigitAndCorrelationsToFourDecimals() throws Exception {
    Path table = RealTables.path(TABLE);
    Path facts = RealTables.path(FACTS);
    JsonNode expected = new ObjectMapper().readTree(facts.toFile());
    JsonNode found;
    try (Work work = new Work(2);
        TableStream stream = CsvReader.stream(table, CsvOptions.defaults())) {
      TableSummary summary = new TableSummary(stream.schema(), null);
      for (TableStream.Piece piece = stream.next(); piece != null; piece = stream.next()) {
        summary.add(piece, work);
      }
      Profile profile = Profile.of(summary, ProfileOptions.titled("BRFSS"), work);
      found = new ObjectMapper().readTree(ProfileJson.write(profile));
      assertThat(ProfilePage.render(profile).length()).isLessThan(1_000_000);
    }
    assertThat(found.at("/table/rows").asInt()).isEqualTo(expected.get("rows").asInt());
    assertThat(found.at("/table/duplicate_rows").asInt())
        .isEqualTo(expected.get("duplicate_rows").asInt());
    for (JsonNode column : found.get("columns")) {
      JsonNode known = expected.at("/columns/" + column.get("name").asText());
      assertThat(column.get("mean").asDouble())
          .isCloseTo(known.get("mean").asDouble(), within(1e-5));
      assertThat(column.get("std").asDouble()).isCloseTo(known.get("std").asDouble(), within(1e-5));
      assertThat(column.get("min").asDouble()).isEqualTo(known.get("min").asDouble());
      assertThat(column.get("max").asDouble()).isEqualTo(known.get("max").asDouble());
      assertThat(counts(column)).isEqualTo(counts(known));
    }
    matrix(found.at("/correlations/pearson"), expected.get("pearson_all"));
    matrix(found.at("/correlations/spearman"), expected.get("spearman_all"));
  }

  /** All values of the column with their counts; healthy and diabetic rows put together. */
  private static Map<Double, Long> counts(JsonNode column) {
    Map<Double, Long> counts = new HashMap<>();
    for (JsonNode value : column.path("common")) {
      counts.merge(value.get("value").asDouble(), value.get("count").asLong(), Long::sum);
    }
    for (String group : new String[] {"counts_healthy", "counts_diabetic"}) {
      column
          .path(group)
          .properties()
          .forEach(
              e -> counts.merge(Double.parseDouble(e.getKey()), e.getValue().asLong(), Long::sum));
    }
    return counts;
  }

  private static void matrix(JsonNode found, JsonNode expected) {
    int n = expected.get("columns").size();
    assertThat(n).isEqualTo(22);
    Map<String, Integer> places = new HashMap<>();
    for (JsonNode name : found.get("columns")) {
      places.put(name.asText(), places.size());
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int a = places.get(expected.at("/columns/" + i).asText());
        int b = places.get(expected.at("/columns/" + j).asText());
        assertThat(found.get("matrix").get(a).get(b).asDouble())
            .isCloseTo(expected.get("matrix").get(i).get(j).asDouble(), within(1e-4));
      }
    }
  }
}
