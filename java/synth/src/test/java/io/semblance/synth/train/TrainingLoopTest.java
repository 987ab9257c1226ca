package io.semblance.synth.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Fixtures;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Validation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  private static final Table TABLE =
      Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 1, -9, -1, 0, 1, 2, 9)));

  /** Judges the number itself: the nearer to 0 the better. */
  private static final Validation VALIDATION =
      new Validation(TABLE, (real, drawn) -> Math.abs(Fixtures.values(drawn, "x")[0]));

  @TempDir Path directory;
  private final List<String> warnings = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private int slowdowns;
  private final FitOptions options = FitOptions.builder().seed(4).build();

  @AfterEach
  void close() {
    sessions.forEach(Session::close);
  }

  private Descent descent(double rate) {
    Session session = Backends.select("ejml").open(new SessionOptions(4, 1));
    sessions.add(session);
    return new Descent(session, rate);
  }

  private TrainingLoop.Outcome train(
      Descent descent, int epochs, int patience, Checkpoints checkpoints, BooleanSupplier cancel) {
    FitListener listener =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public void warning(String sentence) {
            warnings.add(sentence);
          }

          @Override
          public boolean cancelled() {
            return cancel.getAsBoolean();
          }
        };
    EncodedTable data = EncodedTable.of(TABLE, EncoderOptions.defaults());
    return new TrainingLoop(
            sessions.get(sessions.size() - 1),
            descent,
            new TrainingLoop.Plan(epochs, patience, slowdowns),
            VALIDATION,
            new FitReporter(options, listener, TABLE.rows()),
            CollapseWatch.over(TABLE, data, 1),
            checkpoints)
        .run();
  }

  private TrainingLoop.Outcome train(Descent descent, int epochs) {
    return train(descent, epochs, 0, Checkpoints.none(), () -> false);
  }

  /** What was said of divergence; that one number is no distribution is said besides. */
  private List<String> divergences() {
    return warnings.stream().filter(w -> w.contains("diverged by step")).toList();
  }

  @Test
  void aSoundFitRunsItsStepsAndSaysNothing() {
    Descent descent = descent(0.01);
    TrainingLoop.Outcome outcome = train(descent, 10);
    assertThat(descent.advanced).isEqualTo(700);
    assertThat(outcome.ending()).isEqualTo("all epochs done");
    assertThat(outcome.curve()).extracting("step").containsExactly(140L, 280L, 420L, 560L, 700L);
    assertThat(outcome.curve().get(0).losses()).containsOnlyKeys("square");
    assertThat(Math.abs(descent.value())).isLessThan(0.2f);
    assertThat(divergences()).isEmpty();
  }

  /** A factor of -9 a step overflows within 100 steps; half the rate is -4, a quarter -1.5. */
  @Test
  void divergenceIsRolledBackAndSaidUntilTheRateIsSmallEnough() {
    Descent descent = descent(5);
    TrainingLoop.Outcome outcome = train(descent, 20);
    assertThat(outcome.ending()).isEqualTo("all epochs done");
    assertThat(divergences()).hasSize(3);
    assertThat(divergences().get(0)).contains("goes on from step 0").contains("times 0.5");
    assertThat(Math.abs(descent.value())).isLessThan(0.2f);
    assertThat(outcome.curve()).extracting("step").doesNotHaveDuplicates().endsWith(1400L);
    assertThat(outcome.curve())
        .allMatch(
            p -> Double.isFinite(p.validation()) && Double.isFinite(p.losses().get("square")));
  }

  @Test
  void anOwnLossIsJudgedByAndTrainingGoesOnSlowerFromTheBest() {
    Descent descent = descent(.1);
    slowdowns = 2;
    // The best is the second; then nothing is better but once after the first slowdown.
    descent.heldOut.addAll(List.of(5., 3., 4., 4., 2., 6., 6., 7., 8., 9., 9., 9.));
    TrainingLoop.Outcome outcome = train(descent, 90, 2, Checkpoints.none(), () -> false);
    assertThat(outcome.ending()).isEqualTo("no better for 2 validations");
    assertThat(outcome.curve())
        .extracting("validation")
        .containsExactly(5., 3., 4., 4., 2., 6., 6., 7., 8.);
    assertThat(descent.restarts).isEqualTo(2);
    assertThat(sessions.get(0).get(descent.rate)[0]).isCloseTo(.1f * .4f * .4f, within(1e-6f));
  }

  @Test
  void aFitThatDivergesAtAnyRateEndsInWords() {
    Descent descent = descent(1e6);
    assertThatThrownBy(() -> train(descent, 100))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("diverged")
        .hasMessageContaining("learning_rate");
    assertThat(divergences()).hasSize(5);
  }

  @Test
  void theBestIsKeptAndPatienceEnds() {
    Descent descent = descent(1.002); // grows by .4% a step: the first look is the best
    TrainingLoop.Outcome outcome = train(descent, 1000, 3, Checkpoints.none(), () -> false);
    assertThat(outcome.ending()).isEqualTo("no better for 3 validations");
    assertThat(outcome.curve()).hasSize(4);
    assertThat((double) Math.abs(descent.value())).isEqualTo(outcome.curve().get(0).validation());
  }

  @Test
  void aFitThatGoesOnFromACheckpointEndsAsIfUndisturbed() {
    Descent whole = descent(0.001);
    TrainingLoop.Outcome undisturbed = train(whole, 40);
    for (int end : new int[] {1, 499, 500, 777, 1500, 2799}) {
      Path folder = directory.resolve("at-" + end);
      Descent broken = descent(0.001);
      Checkpoints saved =
          Checkpoints.in(folder, Duration.ofNanos(1), false, TextNode.valueOf("fit"));
      train(broken, 40, 0, saved, () -> broken.advanced >= end);
      assertThat(folder.resolve("training.checkpoint")).isRegularFile();
      Descent resumed = descent(0.001);
      TrainingLoop.Outcome outcome =
          train(
              resumed,
              40,
              0,
              Checkpoints.in(folder, Duration.ofHours(1), true, TextNode.valueOf("fit")),
              () -> false);
      assertThat(outcome).as("broken off at step " + end).isEqualTo(undisturbed);
      assertThat(resumed.value()).isEqualTo(whole.value());
      assertThat(2800 - resumed.advanced).isBetween((long) end, end + 2L);
    }
  }

  @Test
  void theCheckpointOfAnotherFitIsRefusedAndABrokenOneNamed() throws Exception {
    Checkpoints first =
        Checkpoints.in(directory, Duration.ofNanos(1), false, TextNode.valueOf("first"));
    train(descent(0.01), 10, 0, first, () -> false);
    Checkpoints second =
        Checkpoints.in(directory, Duration.ofNanos(1), true, TextNode.valueOf("second"));
    assertThatThrownBy(() -> train(descent(0.01), 10, 0, second, () -> false))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("it is \"first\" there and \"second\" here");
    Path file = directory.resolve("training.checkpoint");
    byte[] bytes = Files.readAllBytes(file);
    // In an entry's data, after its name: a time stamp of the archive may be any.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("state.safetensors") + 40] ^= 8;
    Files.write(file, bytes);
    Checkpoints again =
        Checkpoints.in(directory, Duration.ofNanos(1), true, TextNode.valueOf("first"));
    assertThatThrownBy(() -> train(descent(0.01), 10, 0, again, () -> false))
        .hasMessageContaining(file.toString());
  }
}
