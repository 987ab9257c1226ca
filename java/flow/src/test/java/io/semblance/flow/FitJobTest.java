package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.simulate.Simulators;
import io.semblance.synth.FitOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitJobTest {
  @TempDir Path directory;

  private final Table table = Simulators.byName("sines").rows(0, 200, 1);
  private final Watched watched = new Watched(options -> {});
  private final List<String> notices = new ArrayList<>();
  private boolean cancelled;
  private Path checkpoint;

  private final JobListener listener =
      new JobListener() {
        @Override
        public void notice(String words) {
          notices.add(words);
        }

        @Override
        public boolean cancelled() {
          return cancelled;
        }
      };

  @BeforeEach
  void name() {
    checkpoint = FitJob.checkpointBeside(directory.resolve("m.semblance"));
  }

  private FitJob.Builder job(Watched synthesizer, FitOptions options) {
    return FitJob.builder().table(table).synthesizer(synthesizer).options(options);
  }

  @Test
  void rowsAreHeldOutAndTheModelIsJudgedByThem() throws IOException {
    FitOptions options = Watched.quick().set(FitJob.HOLDOUT, 0.25).build();
    FitResult result = job(watched, options).build().run(listener);
    assertThat(result.rows().holdout().rows()).isEqualTo(50);
    assertThat(watched.train).isSameAs(result.rows().train());
    assertThat(watched.options.validation().heldOut()).isSameAs(result.rows().holdout());
    assertThat(result.cancelled()).isFalse();
    assertThat(result.model().sample(5, 1).rows()).isEqualTo(5);
  }

  @Test
  void whatIsHeldOutByDefaultStandsInTheDefinition() throws IOException {
    job(watched, Watched.quick().build()).build().run(listener);
    assertThat(watched.options.definition()).containsEntry("holdout", 0.1);
    assertThat(watched.train.rows()).isEqualTo(180);
  }

  @Test
  void withoutHeldOutRowsNothingIsJudgedAndAnOwnValidationStays() throws IOException {
    job(watched, Watched.quick().set(FitJob.HOLDOUT, 0.0).build()).build().run(listener);
    assertThat(watched.options.validation()).isNull();
    Validation own = new Validation(table, (real, synthetic) -> 0);
    job(watched, Watched.quick().validation(own).build()).build().run(listener);
    assertThat(watched.options.validation()).isSameAs(own);
  }

  @Test
  void aCheckpointGoesOnceTheModelIsSaved() throws IOException {
    Path model = directory.resolve("m.semblance");
    Watched writing = new Watched(options -> Files.writeString(options.checkpoint(), "state"));
    job(writing, Watched.quick().checkpoint(checkpoint).build()).file(model).build().run(listener);
    assertThat(model).exists();
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void aCheckpointStaysAfterCtrlCAndTheModelIsSavedAsFarAsItGot() throws IOException {
    Path model = directory.resolve("m.semblance");
    Watched writing = new Watched(options -> cancelled = true);
    FitJob job = job(writing, Watched.quick().checkpoint(checkpoint).build()).file(model).build();
    assertThat(job.run(listener).cancelled()).isTrue();
    assertThat(model).exists();
    assertThat(checkpoint.resolve("training.checkpoint")).isRegularFile();
    cancelled = false;
    FitOptions again = Watched.quick().checkpoint(checkpoint).resume(true).build();
    assertThat(job(watched, again).file(model).build().run(listener).cancelled()).isFalse();
    assertThat(checkpoint).doesNotExist();
    Path undisturbed = directory.resolve("undisturbed.semblance");
    job(watched, Watched.quick().build()).file(undisturbed).build().run(listener);
    assertThat(model).hasSameBinaryContentAs(undisturbed);
  }

  @Test
  void aCheckpointStaysAfterAFailure() {
    Watched failing =
        new Watched(
            options -> {
              Files.writeString(options.checkpoint(), "state");
              throw new IllegalStateException("power");
            });
    FitJob job = job(failing, Watched.quick().checkpoint(checkpoint).build()).build();
    assertThatThrownBy(() -> job.run(listener)).hasMessage("power");
    assertThat(checkpoint).hasContent("state");
  }

  @Test
  void whereThereIsNoCheckpointAResumedJobBeginsAndSaysSo() throws IOException {
    FitOptions options = Watched.quick().checkpoint(checkpoint).resume(true).build();
    job(watched, options).build().run(listener);
    assertThat(watched.options.resume()).isFalse();
    assertThat(notices).singleElement().asString().contains(checkpoint.toString());
  }

  @Test
  void whereThereIsOneItIsTheSynthesizersToRead() throws IOException {
    FitOptions options = Watched.quick().checkpoint(checkpoint).resume(true).build();
    Files.writeString(checkpoint, "state");
    Watched reading =
        new Watched(
            given -> {
              throw new IllegalStateException(given.resume() + " " + given.checkpoint());
            });
    assertThatThrownBy(() -> job(reading, options).build().run(listener))
        .hasMessage("true " + checkpoint);
    assertThat(notices).isEmpty();
  }

  @Test
  void namesThatDoNotExistAreToldBeforeTraining() {
    FitOptions encoder =
        Watched.quick()
            .encoder(EncoderOptions.builder().encoder("sin", "quantile").build())
            .build();
    assertThatThrownBy(() -> job(watched, encoder).build().run(listener))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sin");
    FitOptions target = Watched.quick().target("cosine").build();
    assertThatThrownBy(() -> job(watched, target).build().run(listener))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cosine");
    assertThat(watched.train).isNull();
  }

  @Test
  void aBadSettingIsTold() {
    FitJob job = job(watched, Watched.quick().set("batch", "many").build()).build();
    assertThatThrownBy(() -> job.run(listener))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContainingAll("batch", "many");
  }

  @Test
  void aJobNeedsATableAndSoundOptions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitJob.builder().build())
        .withMessageContaining("table");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitJob.builder().synthesizer("no-such"))
        .withMessageContaining("no-such");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitOptions.builder().set(FitJob.HOLDOUT, 1.0))
        .withMessage("holdout is 1.0, but must be between 0 and 0.9");
  }

  @Test
  void aFinishedModelIsNotReplacedByAResumption() throws IOException {
    Path file = directory.resolve("m.semblance");
    job(watched, Watched.quick().build()).file(file).build().run(listener);
    byte[] before = Files.readAllBytes(file);
    FitOptions options = Watched.quick().seed(9).checkpoint(checkpoint).resume(true).build();
    assertThatThrownBy(() -> job(watched, options).file(file).build().run(listener))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("m.semblance is there: its fit has ended");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void epochsThatChangeNothingAreSaid() throws IOException {
    FitOptions options = FitOptions.builder().seed(1).epochs(3).build();
    FitJob.builder().table(table).synthesizer("copula").options(options).build().run(listener);
    assertThat(notices).singleElement().asString().startsWith("copula does not train in epochs");
  }
}
