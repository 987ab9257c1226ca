package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.option.FitOption;
import io.semblance.synth.option.OptionType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitOptionsTest {
  /** Every option of the catalogue with another value than its default. */
  private static FitOptions.Builder everything() {
    return FitOptions.builder()
        .target("y")
        .perClass(true)
        .series(
            SeriesSpec.builder()
                .sequenceBy(List.of("who", "where"))
                .time(List.of("when"))
                .statics(List.of("sex"))
                .length(12)
                .stride(3)
                .build())
        .epochs(3)
        .budget(Duration.ofMillis(1500))
        .set("batch", "64")
        .encoder(EncoderOptions.builder().encoder("a.b", "quantile").maxModes(4).build())
        .set(FitCatalogue.RULES, List.of("total = a * b"))
        .noRealRows(true)
        .seed(-7)
        .threads(2)
        .backend("ejml")
        .checkpoint(Path.of("m.checkpoint"))
        .checkpointEvery(Duration.ofSeconds(5))
        .resume(true);
  }

  @Test
  void theDefaultsAreThoseThatTheAccessorsPromise() {
    FitOptions options = FitOptions.defaults();
    assertThat(options.seed()).isZero();
    assertThat(options.epochs()).isNull();
    assertThat(options.budget()).isNull();
    assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.backend()).isNull();
    assertThat(options.settings()).isEmpty();
    assertThat(options.target()).isNull();
    assertThat(options.perClass()).isFalse();
    assertThat(options.noRealRows()).isFalse();
    assertThat(options.checkpoint()).isNull();
    assertThat(options.checkpointEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.resume()).isFalse();
    assertThat(options.validation()).isNull();
    assertThat(options.encoder().encoders()).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefusedInWordsWhereItIsSet() {
    FitOptions.Builder options = FitOptions.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.epochs(0))
        .withMessage("epochs is 0, but must be 1 to 100000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.threads(-3))
        .withMessage("threads is -3, but must be 1 to 1024");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.budget(Duration.ofSeconds(-1)))
        .withMessageContaining("must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.checkpointEvery(Duration.ZERO))
        .withMessageContaining("checkpoint-every is 0s");
    assertThat(options.build().plain()).isEqualTo(FitOptions.defaults().plain());
  }

  @Test
  void whatNeedsAnotherIsRefusedWhenTheOptionsAreBuilt() {
    FitOptions.Builder options = FitOptions.builder().perClass(true);
    assertThatIllegalArgumentException()
        .isThrownBy(options::build)
        .withMessage("per-class needs target: name the column with the classes");
    assertThat(options.target("y").build().perClass()).isTrue();
    assertThat(options.perClass(false).target(null).build().perClass()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitOptions.builder().resume(true).build())
        .withMessageContaining("resume needs checkpoint");
  }

  @Test
  void copiesAreAlikeAndChangesOfACopyDoNotReachBack() {
    FitOptions first = everything().build();
    FitOptions.Builder builder = first.toBuilder();
    assertThat(builder.build().plain()).isEqualTo(first.plain());
    builder.epochs(9).set("noise", "3");
    assertThat(first.epochs()).isEqualTo(3);
    assertThat(first.settings()).containsOnlyKeys("batch");
    assertThat(builder.build().settings()).containsOnlyKeys("batch", "noise");
  }

  @Test
  void sequencesNeedMoreThanStaticsOrAStride() {
    assertThat(FitOptions.defaults().series()).isNull();
    assertThat(FitOptions.defaults().definition()).doesNotContainKey("stride");
    assertThat(FitOptions.builder().set(FitCatalogue.TIME, List.of("t")).build().series().length())
        .isEqualTo(24);
    for (FitOptions.Builder builder :
        List.of(
            FitOptions.builder().set(FitCatalogue.STRIDE, 2),
            FitOptions.builder().set(FitCatalogue.STATIC, List.of("sex")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessageContaining("--sequence-by");
    }
  }

  @Test
  void plainValuesHoldEveryOptionAndComeBack() {
    FitOptions options = everything().build();
    assertThat(options.plain().keySet())
        .containsExactlyElementsOf(FitCatalogue.all().stream().map(FitOption::key).toList());
    assertThat(options.plain())
        .containsEntry("budget", 1.5)
        .containsEntry("set", Map.of("batch", "64"))
        .containsEntry("checkpoint", "m.checkpoint");
    FitOptions again = FitOptions.fromPlain(options.plain(), FitCatalogue.all());
    assertThat(again.plain()).isEqualTo(options.plain());
  }

  @Test
  void jsonHoldsWhatAModelDependsOnAndNoMore() {
    FitOptions options = everything().build();
    FitOptions again = FitOptions.fromJson(options.toJson());
    assertThat(again.definition()).isEqualTo(options.definition());
    assertThat(again.definition().keySet())
        .containsExactly(
            "target",
            "per_class",
            "sequence_by",
            "time",
            "static",
            "length",
            "stride",
            "epochs",
            "budget",
            "set",
            "encoder",
            "rules",
            "refine",
            "no_real_rows",
            "seed",
            "backend");
    assertThat(again.series()).isEqualTo(options.series());
    assertThat(again.series().time()).containsExactly("when");
    assertThat(again.encoder().encoders()).isEqualTo(Map.of("a.b", "quantile"));
    assertThat(again.encoder().maxModes()).isEqualTo(4);
    assertThat(again.seed()).isEqualTo(-7);
    FitOptions elsewhere =
        options.toBuilder().threads(1).resume(false).checkpoint(Path.of("other")).build();
    assertThat(elsewhere.toJson()).isEqualTo(options.toJson());
    assertThat(options.toBuilder().seed(8).build().toJson()).isNotEqualTo(options.toJson());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"epochs\": 0}, epochs is 0",
        "{\"epochs\": 2.5}, no whole number",
        "{\"epochs\": \"many\"}, epochs: 'many' is no whole number",
        "{\"seed\": 99999999999999999999}, too large",
        "{\"per_class\": 1}, neither true nor false",
        "{\"per_class\": true}, needs target",
        "{\"target\": null}, target: 'null'",
        "{\"set\": \"batch\"}, KEY=VALUE",
        "`{\"encoder\": {\"columns\": {}, \"max_modes\": 0}}`, maxModes is 0",
        "{\"budget\": \"soon\"}, not a duration",
        "{\"epoch\": 3}, there is no option \"epoch\"",
        "[1], must be a JSON object",
        "{, must be a JSON object"
      })
  void brokenJsonIsRefusedInWords(String json, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitOptions.fromJson(json))
        .withMessageContaining(words);
  }

  @Test
  void anOptionFromElsewhereIsCheckedKeptAndWritten() {
    FitOption<Double> part =
        FitOption.builder("part", OptionType.number("P"))
            .meaning("A part.")
            .otherwise(.5)
            .must("be 0 to 1", p -> p >= 0 && p <= 1)
            .build();
    assertThat(FitOptions.defaults().get(part)).isEqualTo(.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitOptions.builder().set(part, 1.5))
        .withMessage("part is 1.5, but must be 0 to 1");
    FitOptions options = FitOptions.builder().set(part, .25).build();
    assertThat(options.get(part)).isEqualTo(.25);
    List<FitOption<?>> catalogue = new ArrayList<>(FitCatalogue.all());
    catalogue.add(part);
    assertThat(FitOptions.fromJson(options.toJson(), catalogue).get(part)).isEqualTo(.25);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitOptions.fromJson(options.toJson()))
        .withMessageContaining("\"part\"");
  }

  @Test
  void settingsKeepTheOrderInWhichTheyWereSaid() {
    Map<String, String> said = new LinkedHashMap<>();
    for (String name : List.of("z", "a", "m")) {
      said.put(name, "1");
    }
    FitOptions options = FitOptions.builder().settings(said).set("b", "2").build();
    said.clear();
    assertThat(options.settings().keySet()).containsExactly("z", "a", "m", "b");
  }

  @Test
  void namesAreDistinct() {
    assertThat(FitCatalogue.all()).extracting(FitOption::name).doesNotHaveDuplicates();
    assertThat(FitCatalogue.all()).allMatch(option -> option.meaning().endsWith("."));
  }
}
