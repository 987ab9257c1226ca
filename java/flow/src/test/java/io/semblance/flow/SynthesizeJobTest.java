package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesizeJobTest {
  @TempDir Path directory;

  private final Table table = Simulators.byName("sines").rows(0, 300, 1);
  private final List<String> heard = new ArrayList<>();
  private boolean cancelled;

  private final JobListener listener =
      new JobListener() {
        @Override
        public void begins(Phase phase) {
          heard.add(phase.toString());
        }

        @Override
        public void modelSaved(Path file) {
          heard.add(file.getFileName() + (Files.exists(file) ? " is there" : " is missing"));
        }

        @Override
        public void rowsWritten(long rows, String file) {
          heard.add(rows + " rows" + (Files.exists(Path.of(file)) ? " are there" : " are missing"));
        }

        @Override
        public void judged(QualityReport report) {
          heard.add("judged");
        }

        @Override
        public boolean cancelled() {
          return cancelled;
        }
      };

  private SynthesizeJob.Builder job(Path results) {
    return SynthesizeJob.builder()
        .table(table)
        .synthesizer("wgan-gp")
        .options(Watched.quick().build())
        .directory(results)
        .rows(120);
  }

  @Test
  void fourFilesComeAndTheListenerHearsOfThemInOrder() throws IOException {
    Path results = directory.resolve("a").resolve("b");
    SynthesizeResult result = job(results).build().run(listener);
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              SynthesizeJob.MODEL, SynthesizeJob.ROWS, SynthesizeJob.SCORES, SynthesizeJob.REPORT);
    }
    assertThat(heard)
        .containsExactly(
            "FITTING",
            "model.semblance is there",
            "DRAWING",
            "120 rows are there",
            "JUDGING",
            "judged");
    Table drawn = CsvReader.read(results.resolve(SynthesizeJob.ROWS), CsvOptions.defaults());
    assertThat(drawn.rows()).isEqualTo(120);
    assertThat(drawn.schema().names()).isEqualTo(table.schema().names());
    assertThat(results.resolve(SynthesizeJob.SCORES)).content().isEqualTo(result.report().toJson());
    assertThat(result.rows().holdout().rows()).isEqualTo(30);
    assertThat(result.directory()).isEqualTo(results);
  }

  @Test
  void whoCancelsFindsTheModelAndNothingElse() throws IOException {
    cancelled = true;
    assertThatThrownBy(() -> job(directory).build().run(listener))
        .isInstanceOf(JobCancelledException.class)
        .hasMessageContaining(directory.resolve(SynthesizeJob.MODEL).toString());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly(SynthesizeJob.MODEL);
    }
    assertThat(heard).containsExactly("FITTING");
  }

  /** Rows of one model beside another model would be taken for its own. */
  @Test
  void whoCancelsOverEarlierResultsFindsNoneOfThem() throws IOException {
    job(directory).build().run(JobListener.silent());
    cancelled = true;
    assertThatThrownBy(() -> job(directory).build().run(listener))
        .isInstanceOf(JobCancelledException.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly(SynthesizeJob.MODEL);
    }
  }

  @Test
  void aJobThatFailsLeavesNothing() {
    Path results = directory.resolve("results");
    Watched failing =
        new Watched(
            options -> {
              throw new IllegalStateException("stop");
            });
    assertThatThrownBy(() -> job(results).synthesizer(failing).build().run(listener))
        .hasMessage("stop");
    assertThat(results).doesNotExist();
  }

  @Test
  void whatIsMissingOrWrongIsToldWhenTheJobIsBuilt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> job(null).build())
        .withMessageContaining("directory");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> job(directory).table(null).build())
        .withMessageContaining("table");
    assertThatIllegalArgumentException().isThrownBy(() -> job(directory).rows(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvaluateJob.builder().real(table).build())
        .withMessageContaining("synthetic");
  }

  @Test
  void judgingTellsItsStepsToBothWhoAsked() throws IOException {
    List<String> steps = new ArrayList<>();
    List<String> also = new ArrayList<>();
    Path json = directory.resolve("scores.json");
    QualityReport report =
        EvaluateJob.builder()
            .real(table)
            .synthetic(Simulators.byName("sines").rows(0, 300, 2))
            .options(QualityOptions.builder().judges(false).onStep(also::add).build())
            .json(json)
            .build()
            .run(
                new JobListener() {
                  @Override
                  public void judging(String step) {
                    steps.add(step);
                  }
                });
    assertThat(steps).isNotEmpty().isEqualTo(also);
    assertThat(json).content().isEqualTo(report.toJson());
  }
}
