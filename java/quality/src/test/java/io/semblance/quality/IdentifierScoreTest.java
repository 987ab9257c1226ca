package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class IdentifierScoreTest {
  private static final int ROWS = 300;

  private static Table table(IntFunction<String> ssn) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("ssn,v\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(ssn.apply(i)).append(',').append(random.nextInt(9)).append('\n');
    }
    return CsvReader.read(
        new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
        "test.csv",
        CsvOptions.defaults());
  }

  private static String number(int i) {
    return Long.toString(100_000_000L + (i * 7_654_321L) % 899_999_999L);
  }

  private static QualityReport report(Table real, Table synthetic) {
    return QualityReport.evaluate(real, synthetic, null, QualityOptions.defaults());
  }

  private static List<String> codes(QualityReport report) {
    return report.verdict().stream().map(Finding::code).toList();
  }

  @Test
  void newOnesAreSaidToBeNewAndRealOnesToBeReal() throws IOException {
    Table real = table(IdentifierScoreTest::number);
    QualityReport good = report(real, table(i -> number(i + ROWS)));
    assertThat(codes(good)).contains("new_identifiers").doesNotContain("real_identifiers");
    Table doctored = table(i -> number(i % 10 == 0 ? i : i + ROWS));
    QualityReport bad = report(real, doctored);
    assertThat(codes(bad)).contains("real_identifiers").doesNotContain("new_identifiers");
    JsonNode json = new ObjectMapper().readTree(bad.toJson()).get("identifiers").get("ssn");
    assertThat(json.get("real_values_that_occur_once").doubleValue()).isEqualTo(.1);
    assertThat(json.get("of_a_real_form").doubleValue()).isEqualTo(1);
  }

  @Test
  void keysThatComeTwiceAreNamed() {
    Table real = table(IdentifierScoreTest::number);
    QualityReport twice = report(real, table(i -> number(ROWS + i - i % 20 / 19)));
    assertThat(codes(twice)).contains("repeated_identifiers");
  }

  /** Nothing but keys: judges have nothing to tell rows apart by, and say so instead of failing. */
  @Test
  void aTableOfIdentifiersAloneIsJudged() {
    Table real = table(IdentifierScoreTest::number).withoutColumns(List.of("v"));
    Table made = table(i -> number(i + ROWS)).withoutColumns(List.of("v"));
    QualityReport report = report(real, made);
    assertThat(codes(report)).contains("new_identifiers");
    assertThat(QualityPage.render(report, real, made)).contains("Identifiers");
    assertThat(ConsoleSummary.render(report)).contains("identifiers");
  }
}
