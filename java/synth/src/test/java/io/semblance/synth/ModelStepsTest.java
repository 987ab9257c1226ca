package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelStepsTest {
  private final Table table = Fixtures.mixed(300, 1);

  @Test
  void stepsHaveTheShapesOfTheFitAlsoWithConditions() {
    for (String conditional : List.of("true", "false")) {
      Model model = Fixtures.fit(table, Fixtures.quick().set("conditional", conditional));
      List<ModelStep> steps = model.steps();
      assertThat(steps)
          .extracting(ModelStep::name)
          .containsExactly("sampling", "critic update", "generator update");
      assertThat(steps).extracting(ModelStep::rows).containsExactly(Sampler.BATCH, 64, 64);
      assertThat(steps.get(1).step().assignments().keySet())
          .anyMatch(v -> v.name().startsWith("critic.0") && v.shape().dim(-1) == 24);
      assertThat(steps.get(0).step().outputs().get(0).shape().dim(0)).isEqualTo(Sampler.BATCH);
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
  void settingsOfAnotherVersionLeaveSamplingAlone() {
    Layout layout = TableEncoder.fit(table, FitOptions.builder().build().encoder()).layout();
    GeneratorSpec spec =
        new GeneratorSpec(6, List.of(24), "relu", true, GeneratorSpec.Heads.GUMBEL, 0.5, false);
    ObjectNode provenance = ModelArchive.MAPPER.createObjectNode().put("synthesizer", "wgan-gp");
    provenance.putObject("data").put("rows", 300);
    assertThat(ModelSteps.of(layout, spec, null, provenance)).hasSize(3);
    provenance.putObject("settings").put("no_such_setting", "1");
    assertThat(ModelSteps.of(layout, spec, null, provenance)).hasSize(1);
    provenance.put("synthesizer", "no-such-synthesizer").remove("settings");
    List<ModelStep> steps = ModelSteps.of(layout, spec, null, provenance);
    assertThat(steps).hasSize(1);
    assertThat(steps.get(0).step().outputs().get(0).shape())
        .isEqualTo(Shape.of(Sampler.BATCH, layout.width()));
  }

  @Test
  void aTableWithNothingToLearnHasNoSteps() {
    Table constant =
        Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 0, 3, 3, 3, 3, 3, 3)));
    assertThat(Fixtures.fit(constant, Fixtures.quick()).steps()).isEmpty();
  }
}
