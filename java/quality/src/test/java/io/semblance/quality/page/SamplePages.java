package io.semblance.quality.page;

import io.semblance.data.Column;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityPage;
import io.semblance.quality.QualityReport;
import io.semblance.quality.profile.Comparison;
import io.semblance.quality.profile.ComparisonPage;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.profile.ProfileOptions;
import io.semblance.quality.profile.ProfilePage;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Pages of simulated and made-up tables. */
final class SamplePages {
  private SamplePages() {}

  /** Every section but the series: a target, interactions, repeated rows. */
  static String health() {
    Table table = Simulators.byName("health-indicators").rows(0, 20_000, 1);
    ProfileOptions options =
        new ProfileOptions(
            "Profile of simulated health indicators",
            "health-indicators",
            -1,
            "Diabetes_binary",
            null,
            List.of(new ProfileOptions.Interaction("BMI", "Age")),
            true);
    return ProfilePage.render(Profile.of(table, options));
  }

  /** A year of made-up hourly measurements with a gap, missing cells and a text column. */
  static String series() {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("time,level,noise,walk,station,note\n");
    double walk = 0;
    for (int hour = 0; hour < 4000; hour++) {
      walk += random.nextGaussian();
      if (hour > 1500 && hour < 1600) {
        continue;
      }
      double level = 10 + 4 * Math.sin(hour * 2 * Math.PI / 24) + random.nextGaussian();
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%.3f,%.3f,%s,%s%n",
              LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(hour).toString().replace('T', ' '),
              random.nextDouble() < .1 ? "" : String.format(Locale.ROOT, "%.2f", level),
              random.nextGaussian(),
              walk,
              "ABC".charAt(hour % 3),
              hour % 7 == 0 ? "" : "note " + random.nextInt(300)));
    }
    ProfileOptions options =
        new ProfileOptions(
            "Profile of a made-up series", "series", csv.length(), null, "time", List.of(), true);
    return ProfilePage.render(Profile.of(read(csv.toString()), options));
  }

  /** Simulated rows that lack high values of one column and half of the dependence. */
  static String evaluation() {
    Table real = Simulators.byName("health-indicators").rows(0, 8_000, 1);
    Table held = Simulators.byName("health-indicators").rows(8_000, 8_000, 1);
    Table synthetic = flawed(Simulators.byName("health-indicators").rows(16_000, 8_000, 1));
    QualityOptions options =
        QualityOptions.builder()
            .title("Flawed rows against simulated health indicators")
            .target("Diabetes_binary")
            .note("made by", "every second row shuffled, people with a high body mass index cut")
            .build();
    return QualityPage.render(
        QualityReport.evaluate(real, synthetic, held, options), real, synthetic);
  }

  private static Table flawed(Table table) {
    int bmi = table.schema().indexOf("BMI");
    int[] kept =
        IntStream.range(0, table.rows())
            .filter(row -> table.numeric(bmi).value(row) < 38)
            .toArray();
    Table light = table.select(kept);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < light.width(); i++) {
      int[] order = IntStream.range(0, light.rows()).toArray();
      for (int row = i % 2; row + 40 < order.length; row += 2) {
        order[row] = row + 2 * (i % 20); // half of the rows lose their partners
      }
      columns.add(light.column(i).select(order));
    }
    return Table.of(columns);
  }

  /** A verdict on a hostile table: names, labels and notes that try to break out. */
  static String hostileEvaluation() {
    Table table = hostileTable();
    int[] some = IntStream.range(0, 150).map(i -> i * 7 % 200).toArray();
    Table other = table.select(some);
    QualityOptions options =
        QualityOptions.builder()
            .title("<img src=x onerror=alert(1)>")
            .target("<script>window.pwned=1</script>")
            .note("</title><script>window.pwned=1</script>", "\" onmouseover=\"window.pwned=1")
            .build();
    return QualityPage.render(QualityReport.evaluate(table, other, null, options), table, other);
  }

  /** Two simulated tables, of which the second lacks people with a high body mass index. */
  static String comparison() {
    Table a = Simulators.byName("health-indicators").rows(0, 20_000, 1);
    Table b = Simulators.byName("health-indicators").rows(20_000, 20_000, 1);
    int bmi = b.schema().indexOf("BMI");
    int[] kept = new int[b.rows()];
    int n = 0;
    for (int row = 0; row < kept.length; row++) {
      if (b.numeric(bmi).value(row) < 35) {
        kept[n++] = row;
      }
    }
    Table light = b.select(Arrays.copyOf(kept, n));
    try (Work work = new Work(1)) {
      TableSummary first = new TableSummary(a.schema(), null);
      first.add(a, 0, work);
      TableSummary second = new TableSummary(a.schema(), null);
      second.add(light, 0, work);
      Comparison comparison = Comparison.of(first, second, "Diabetes_binary", work);
      return ComparisonPage.render(
          comparison, "Body mass index below 35 against all", "all simulated rows", "BMI below 35");
    }
  }

  /** A table that tries to break out of the page. */
  static String hostile() {
    return ProfilePage.render(
        Profile.of(
            hostileTable(),
            new ProfileOptions(
                "<img src=x onerror=alert(1)>",
                "</title><script>window.pwned=1</script>",
                1,
                "<script>window.pwned=1</script>",
                null,
                List.of(
                    new ProfileOptions.Interaction(
                        "<script>window.pwned=1</script>", "\u05e9\u05dc\u05d5\u05dd \u202eabc")),
                true)));
  }

  /** Markup, long names, right-to-left text, emoji, control characters. */
  static Table hostileTable() {
    String longName = "n".repeat(100_000);
    StringBuilder csv = new StringBuilder();
    csv.append("<script>window.pwned=1</script>,\"a\"\" onmouseover=\"\"window.pwned=1\",");
    csv.append(longName).append(",\u05e9\u05dc\u05d5\u05dd \u202eabc,\ud83d\ude80,x&amp;y\n");
    for (int row = 0; row < 200; row++) {
      csv.append(row % 2 == 0 ? "</svg><script>window.pwned=1</script>" : "--><b>bold</b>");
      csv.append(",\"").append(row % 3 == 0 ? "'; window.pwned=1; //" : "\"\"><img src=x>");
      csv.append("\",").append(row % 5 == 0 ? "z".repeat(100_000) : "v" + row % 4);
      csv.append(",").append(row % 7).append(",\ud83d\ude00 ").append(row % 3);
      csv.append(",\u0627\u0644\u0639\u0631\u0628\u064a\u0629 ").append(row % 4).append('\n');
    }
    return read(csv.toString());
  }

  static Table read(String csv) {
    return CsvReader.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        "test",
        CsvOptions.defaults());
  }
}
