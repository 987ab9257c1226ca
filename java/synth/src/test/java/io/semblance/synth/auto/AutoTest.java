package io.semblance.synth.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.autoregressive.Autoregressive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoTest {
  private static String chosen(int rows, FitOptions.Builder options) {
    return Auto.choose(Fixtures.mixed(rows, 1), options.build()).synthesizer().name();
  }

  @Test
  void takesNetworksUnlessRowsOrTimeAreTooFew() {
    assertThat(chosen(5_000, FitOptions.builder().threads(2))).isEqualTo("autoregressive");
    assertThat(chosen(300, FitOptions.builder().threads(2))).isEqualTo("gmm");
    FitOptions.Builder short1 = FitOptions.builder().threads(1).budget(Duration.ofMillis(20));
    assertThat(chosen(5_000, short1)).isEqualTo("circuit");
    FitOptions.Builder slow =
        FitOptions.builder().threads(1).budget(Duration.ofMillis(800)).backend("ejml");
    assertThat(chosen(5_000, slow)).isEqualTo("circuit");
  }

  /** Of a large table a few passes are enough; of a small one they are not. */
  @Test
  void howShortATimeIsDependsOnTheRows() {
    Duration expected = Duration.ofSeconds(60);
    assertThat(Autoregressive.least(Fixtures.mixed(5_000, 1), expected))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(Autoregressive.least(Fixtures.mixed(100_000, 1), expected))
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
  }

  @Test
  void isTheDefaultSaysWhatItTookAndTheModelSaysItToo() {
    List<String> said = new ArrayList<>();
    FitListener listener =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public void notice(String sentence) {
            said.add(sentence);
          }
        };
    Model model =
        Synthesizers.byDefault()
            .fit(Fixtures.mixed(300, 1), FitOptions.builder().seed(1).build(), listener);
    assertThat(said)
        .containsExactly("auto takes gmm: 300 rows of 5 columns are too few for networks");
    assertThat(model.provenance().synthesizer()).isEqualTo("gmm");
    assertThat(model.sample(10, 1).rows()).isEqualTo(10);
  }
}
