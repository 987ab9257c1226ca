package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.quality.Finding.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What findings come to: their order, the uses they forbid, the sentence that sums up. */
class FindingsTest {

  private static final Finding LOST =
      Finding.bad(Topic.STRUCTURE, "lost", "Lost.").forbidding(Use.STUDY, Use.TRAINING);
  private static final Finding TRAINS =
      Finding.good(Topic.UTILITY, "trains", "Trains.").supporting(Use.TRAINING);
  private static final Finding COPIES =
      Finding.bad(Topic.COPYING, "copies", "Copies of real rows.")
          .advising("Keep it.")
          .forbidding(Use.SHARING);

  private static List<Finding> told(Finding... added) {
    Findings findings = new Findings();
    List.of(added).forEach(findings::add);
    return findings.told();
  }

  private static Finding sentence(Finding... added) {
    return Uses.sentence(Uses.of(told(added)));
  }

  @Test
  void badNewsComesFirstThenTopicsInTheirOrder() {
    Finding warns = Finding.caution(Topic.COPYING, "warns", "Warns.");
    assertThat(told(TRAINS, warns, LOST, COPIES)).containsExactly(COPIES, LOST, warns, TRAINS);
  }

  @Test
  void consequencesDecideWhateverAFindingIsCalled() {
    Finding misspelt =
        new Finding(
            LOST.topic(),
            "joint_strcture_lots",
            LOST.level(),
            LOST.statement(),
            LOST.remedy(),
            LOST.evidence(),
            LOST.forbids(),
            LOST.supports());
    assertThat(sentence(misspelt).text())
        .isEqualTo(sentence(LOST).text())
        .isEqualTo(
            "May be used for trying out software, looking at single columns. Not for studying how"
                + " columns depend on one another, training models.");
  }

  @Test
  void aBadFindingWithoutConsequencesIsRefused() {
    Finding harmless = Finding.bad(Topic.MODES, "missing_mode", "A mode is missing.");
    assertThatThrownBy(() -> told(harmless))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing_mode");
    assertThat(told(harmless.forbidding(Use.STUDY))).hasSize(1);
  }

  @Test
  void allIsWellOnlyWhenNothingElseIsWrong() {
    Finding well = Finding.good(Topic.DETECTION, "well", "All is well.");
    for (Finding other : List.of(TRAINS, LOST, Finding.caution(Topic.VARIETY, "c", "C."))) {
      Findings findings = new Findings();
      findings.addWhenAllIsWell(well); // said before the others are known
      findings.add(other);
      assertThat(findings.told().contains(well)).isEqualTo(other.equals(TRAINS));
    }
  }

  @Test
  void someUsesAreOnlySpokenOfWhenAFindingDoes() {
    assertThat(Uses.of(List.of()))
        .extracting(Uses::use)
        .containsExactly(Use.SOFTWARE, Use.SINGLE_COLUMNS, Use.STUDY);
    assertThat(Uses.of(List.of(TRAINS))).contains(new Uses(Use.TRAINING, true, List.of(TRAINS)));
    assertThat(Uses.of(List.of(TRAINS, LOST)))
        .contains(new Uses(Use.TRAINING, false, List.of(LOST)));
    // That nothing was found is no leave to pass a table or a model on.
    Finding kind = Finding.good(Topic.COPYING, "kind", "Kind.").supporting(Use.SHARING);
    assertThat(Uses.of(List.of(kind))).extracting(Uses::use).doesNotContain(Use.SHARING);
  }

  @Test
  void whatMustNotBePassedOnIsSaidBeforeAnythingElse() {
    Finding said = sentence(COPIES, TRAINS);
    assertThat(said.level()).isEqualTo(Finding.Level.BAD);
    assertThat(said.topic()).isEqualTo(Topic.USES);
    assertThat(said.text())
        .isEqualTo(
            "Copies of real rows. Not for passing it on in place of the real table. Kept as safe as"
                + " the real table, for trying out software, looking at single columns, studying"
                + " how columns depend on one another, training models.");
  }

  @Test
  void theTextIsStatementAndRemedy() {
    assertThat(COPIES.text()).isEqualTo("Copies of real rows. Keep it.");
    assertThat(LOST.text()).isEqualTo("Lost.");
  }
}
