package io.semblance.examples;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.flow.JobListener;
import io.semblance.flow.SynthesizeJob;
import io.semblance.flow.SynthesizeResult;
import io.semblance.quality.ConsoleSummary;
import io.semblance.synth.FitOptions;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code semblance synthesize} does, in Java: the same files, the same bytes. */
final class JobExample {
  private JobExample() {}

  static SynthesizeResult run(Path input, Path directory, int epochs) throws IOException {
    Table real = CsvReader.read(input, CsvOptions.defaults());
    SynthesizeJob job =
        SynthesizeJob.builder()
            .table(real)
            .synthesizer("wgan-gp")
            .options(FitOptions.builder().seed(7).epochs(epochs).target("Diabetes_binary").build())
            .rows(500)
            .directory(directory)
            .title("Synthetic rows of " + input.getFileName())
            .build();
    SynthesizeResult result = job.run(JobListener.silent());
    System.out.println(ConsoleSummary.render(result.report(), true));
    return result;
  }
}
