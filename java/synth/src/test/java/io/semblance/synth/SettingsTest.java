package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("count", "3", "a count"),
          new Hyperparameter("rate", "0.5", "a rate"),
          new Hyperparameter("on", "true", "a switch"),
          new Hyperparameter("kind", "a", "a or b"),
          new Hyperparameter("widths", "4,5", "widths"));

  private static Settings with(String name, String value) {
    return new Settings(DECLARED, Map.of(name, value));
  }

  @Test
  void defaultsStandWhereNothingIsSaid() {
    Settings s = with("count", " 7 ");
    assertThat(s.wholeNumber("count", 1)).isEqualTo(7);
    assertThat(s.number("rate", 0, 1)).isEqualTo(0.5);
    assertThat(s.flag("on")).isTrue();
    assertThat(s.oneOf("kind", List.of("a", "b"))).isEqualTo("a");
    assertThat(s.widths("widths")).containsExactly(4, 5);
    assertThat(s.values()).containsEntry("count", "7").containsEntry("rate", "0.5").hasSize(5);
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("cuont", "1"))
        .withMessageContaining("cuont")
        .withMessageContaining("count")
        .withMessageContaining("widths");
  }

  @ParameterizedTest
  @CsvSource({
    "count, 2.5",
    "count, x",
    "count, ''",
    "count, 0",
    "count, 99999999999",
    "rate, fast",
    "rate, NaN",
    "rate, 1.01",
    "rate, -0.1",
    "rate, Infinity",
    "on, yes",
    "on, TRUE",
    "kind, c",
    "widths, ''",
    "widths, '4,'",
    "widths, '4,,x'",
    "widths, 0",
    "widths, -3",
    "widths, 4.5",
    "widths, 65537",
    "widths, ','"
  })
  void badValuesAreNamedWithWhatWasExpected(String name, String value) {
    Settings s = with(name, value);
    assertThatThrownBy(
            () -> {
              switch (name) {
                case "count" -> s.wholeNumber(name, 1);
                case "rate" -> s.number(name, 0, 1);
                case "on" -> s.flag(name);
                case "kind" -> s.oneOf(name, List.of("a", "b"));
                default -> assertThat(s.widths(name)).isNull();
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting " + name)
        .hasMessageContaining(value);
  }

  @Test
  void everySynthesizersDefaultsAreSound() {
    for (Synthesizer s : Synthesizers.all()) {
      assertThat(s.description()).isNotBlank();
      assertThat(s.hyperparameters()).extracting(Hyperparameter::name).doesNotHaveDuplicates();
      assertThat(s.hyperparameters()).allMatch(h -> !h.meaning().isBlank());
      assertThat(s.advice()).isNotBlank();
      Settings.of(s, Map.of());
      if (!s.paperSettings().isEmpty()) {
        Settings paper = Settings.of(s, Map.of("settings", "paper"));
        assertThat(paper.values()).containsAllEntriesOf(s.paperSettings());
      }
    }
  }

  @Test
  void anUnknownSynthesizerIsAnErrorThatListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synthesizers.byName("wagn"))
        .withMessageContaining("\"wagn\"")
        .withMessageContaining("wgan-gp");
  }

  @Test
  void aFitRefusesBadSettingsBeforeItTrains() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.fit(Fixtures.mixed(50, 1), Fixtures.quick().set("heads", "no")))
        .withMessageContaining("straight_through");
  }
}
