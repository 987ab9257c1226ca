package io.semblance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.Synthesizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/extending.md do what the page says. */
class ExtendingTest {
  private static final Path SOURCES = Path.of("src/test/java/io/semblance/examples");

  @TempDir Path directory;

  private final Table table = Simulators.byName("health-indicators").rows(0, 400, 1);

  @Test
  void aLossFromOutsideIsOneShortFileFoundByItsNameAndTrains() throws IOException {
    assertThat(Files.readAllLines(SOURCES.resolve("RelativisticGan.java"))).hasSizeLessThan(60);
    FitOptions options =
        FitOptions.builder()
            .seed(3)
            .epochs(3)
            .backend("ejml")
            .settings(
                Map.of(
                    "generator_widths", "16", "critic_widths", "16", "noise", "8", "batch", "64"))
            .build();
    Model model = Synthesizers.byName("relativistic-gan").fit(table, options, FitListener.silent());
    assertThat(model.provenance().training().ended()).isEqualTo("all epochs done");
    assertSavesAndDraws(model);
  }

  @Test
  void aFamilyFromOutsideHasFilesAndClassesLikeAnyOther() {
    FitOptions whole = FitOptions.builder().seed(3).backend("ejml").build();
    FitOptions classes = whole.toBuilder().target("Diabetes_binary").perClass(true).build();
    for (FitOptions options : new FitOptions[] {whole, classes}) {
      Model model = Synthesizers.byName("independent").fit(table, options, FitListener.silent());
      assertSavesAndDraws(model);
      Table rows = model.sample(4_000, 1);
      assertThat(mean(rows, "BMI")).isBetween(mean(table, "BMI") - 1, mean(table, "BMI") + 1);
    }
  }

  private static double mean(Table of, String column) {
    return Arrays.stream(((NumericColumn) of.column(column)).values()).average().orElseThrow();
  }

  private void assertSavesAndDraws(Model model) {
    Path file = directory.resolve("model");
    Models.save(model, file);
    Model again = Models.load(file);
    assertThat(again.sample(100, 5).rows()).isEqualTo(100);
    assertThat(again.describe()).isEqualTo(model.describe());
    assertThat(again.provenance().toJson()).isEqualTo(model.provenance().toJson());
  }

  /** The page shows the loss as it is, and names the files of the other examples. */
  @Test
  void thePageShowsWhatIsCompiled() throws IOException {
    String page = Files.readString(Path.of("../../docs/extending.md"));
    String source = Files.readString(SOURCES.resolve("RelativisticGan.java"));
    assertThat(page).contains(source.substring(source.indexOf("import static")));
    for (String named : page.split("`")) {
      if (named.startsWith("java/")) {
        assertThat(Path.of("../..").resolve(named)).as(named).exists();
      }
    }
    try (InputStream in =
        ExtendingTest.class.getResourceAsStream(
            "/META-INF/services/io.semblance.synth.Synthesizer")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("io.semblance.examples.RelativisticGan");
    }
  }
}
