package io.semblance.synth.adversarial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import io.semblance.synth.Zips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStepsTest {
  @TempDir Path directory;

  private final Table table = Fixtures.mixed(300, 1);

  @Test
  void stepsHaveTheShapesOfTheFitAlsoWithConditions() {
    for (String conditional : List.of("true", "false")) {
      Model model = Fixtures.fit(table, Fixtures.quick().set("conditional", conditional));
      List<ModelStep> steps = model.steps();
      assertThat(steps)
          .extracting(ModelStep::name)
          .containsExactly("sampling", "critic update", "generator update");
      assertThat(steps).extracting(ModelStep::rows).containsExactly(DrawContext.BATCH, 64, 64);
      assertThat(steps.get(1).step().assignments().keySet())
          .anyMatch(v -> v.name().startsWith("critic.0") && v.shape().dim(-1) == 24);
      assertThat(steps.get(0).step().outputs().get(0).shape().dim(0)).isEqualTo(DrawContext.BATCH);
    }
  }

  @Test
  void theStepsOfClassesAreKnownByTheirLabels() {
    Model model = Fixtures.fit(table, Fixtures.quick().target("city").perClass(true));
    assertThat(model.classes()).containsOnlyKeys("Ulm", "Rom", "Oslo");
    assertThat(model.steps().get(1).rows())
        .isEqualTo(model.classes().get("Ulm").steps().get(1).rows());
    assertThat(Fixtures.fit(table, Fixtures.quick()).classes()).isEmpty();
  }

  @Test
  void settingsOfAnotherVersionLeaveSamplingAlone() throws IOException {
    Path file = directory.resolve("model");
    Fixtures.fit(table, Fixtures.quick()).save(file);
    assertThat(Models.load(file).steps()).hasSize(3);
    for (String other : List.of("\"no_such_setting\" : \"1\"", "\"noise\" : \"many\"")) {
      Model model = Models.load(withSetting(file, other));
      assertThat(model.steps()).hasSize(1);
      assertThat(model.steps().get(0).step().outputs().get(0).shape().dim(0))
          .isEqualTo(DrawContext.BATCH);
    }
    Map<String, byte[]> entries = Zips.entries(file);
    String provenance = new String(entries.get("provenance.json"), UTF_8);
    entries.put("provenance.json", provenance.replace("wgan-gp", "no-such-gan").getBytes(UTF_8));
    assertThat(Models.load(Zips.write(directory.resolve("other"), entries)).steps()).hasSize(1);
  }

  /** The file with a setting instead of the noise in its provenance. */
  private Path withSetting(Path file, String setting) {
    Map<String, byte[]> entries = Zips.entries(file);
    String provenance = new String(entries.get("provenance.json"), UTF_8);
    String text = provenance.replaceAll("\"noise\" : \"6\"(?=,\n    \"batch)", setting);
    assertThat(text).isNotEqualTo(provenance);
    entries.put("provenance.json", text.getBytes(UTF_8));
    return Zips.write(directory.resolve("set"), entries);
  }

  @Test
  void aTableWithNothingToLearnHasNoSteps() {
    Table constant =
        Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 0, 3, 3, 3, 3, 3, 3)));
    assertThat(Fixtures.fit(constant, Fixtures.quick()).steps()).isEmpty();
  }
}
