package io.semblance.examples;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.csv.CsvWriter;
import io.semblance.quality.ConsoleSummary;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityReport;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main job in Java, as the README shows it. */
final class SynthesizeExample {
  private SynthesizeExample() {}

  static String run(Path input, Path output, int epochs) throws IOException {
    // README: main job
    Table real = CsvReader.read(input, CsvOptions.defaults());
    FitOptions options = FitOptions.builder().seed(7).epochs(epochs).build();
    Model model = Synthesizers.byName("wgan-gp").fit(real, options, FitListener.silent());
    Table synthetic = model.sample(10_000, 42);
    try (CsvWriter writer = new CsvWriter(Files.newOutputStream(output), model.schema())) {
      writer.write(synthetic);
    }
    QualityReport report = QualityReport.evaluate(real, synthetic, null, QualityOptions.defaults());
    System.out.println(ConsoleSummary.render(report));
    // README: end
    return ConsoleSummary.render(report);
  }
}
