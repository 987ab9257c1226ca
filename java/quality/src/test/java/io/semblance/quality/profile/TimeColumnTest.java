package io.semblance.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityPage;
import io.semblance.quality.QualityReport;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times of day on every page. */
class TimeColumnTest {
  /** Times on the quarter of an hour, most at midnight: as numbers they would be many zeros. */
  private static String csv(long seed) {
    Random random = new Random(seed);
    return Made.csv(
        "at,n",
        600,
        i -> {
          int quarter = i % 3 == 0 ? 0 : 34 + random.nextInt(40);
          return String.format("%02d:%02d,%d", quarter / 4, quarter % 4 * 15, quarter + i % 5);
        });
  }

  @Test
  void aProfileTellsThemAsTimes() throws Exception {
    Profile profile = Made.profile(csv(1));
    JsonNode at = new ObjectMapper().readTree(ProfileJson.write(profile)).get("columns").get(0);
    assertThat(at.get("type").asText()).isEqualTo(ColumnType.TIME.label());
    assertThat(at.get("first").asText()).isEqualTo("00:00");
    assertThat(at.get("last").asText()).startsWith("18:");
    assertThat(at.get("common").get(0).get("value").asText()).isEqualTo("00:00");
    assertThat(at.has("gaps")).as("a day has no gaps").isFalse();
    assertThat(profile.alerts())
        .filteredOn(a -> "at".equals(a.column()))
        .extracting(Alert::kind)
        .doesNotContain(Alert.Kind.ZEROS, Alert.Kind.SKEWED, Alert.Kind.DATE_GAPS);
    assertThat(ProfilePage.render(profile))
        .contains("<span class=\"badge\">time</span>", "08:30", "hours")
        .doesNotContain("1970");
  }

  @Test
  void anEvaluationJudgesAndShowsThem() {
    Table real = Made.table(csv(2));
    Table other = Made.table(csv(3));
    assertThat(real.schema().column("at").type()).isEqualTo(ColumnType.TIME);
    QualityReport report = QualityReport.evaluate(real, other, null, QualityOptions.defaults());
    String page = QualityPage.render(report, real, other);
    assertThat(page).contains("<h3><bdi>at</bdi></h3>", "18:").doesNotContain("1970");
  }
}
