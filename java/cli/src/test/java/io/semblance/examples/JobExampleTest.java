package io.semblance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.simulate.Simulator;
import io.semblance.data.simulate.Simulators;
import io.semblance.flow.SynthesizeJob;
import io.semblance.flow.TableOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobExampleTest {
  @TempDir Path directory;

  @Test
  void theJobInJavaLeavesFilesAndTellsWhatWasHeldOut() throws IOException {
    Path input = directory.resolve("table.csv");
    Simulator simulator = Simulators.byName("health-indicators");
    try (TableOutput output =
        TableOutput.toFile(input, simulator.schema(), CsvLayout.of(',', true))) {
      output.write(simulator.rows(0, 600, 1));
      output.commit();
    }
    Path results = directory.resolve("results");
    var result = JobExample.run(input, results, 1);
    assertThat(result.rows().train().rows()).isEqualTo(540);
    assertThat(result.rows().holdout().rows()).isEqualTo(60);
    Table drawn = CsvReader.read(results.resolve(SynthesizeJob.ROWS), CsvOptions.defaults());
    assertThat(drawn.rows()).isEqualTo(500);
    assertThat(results.resolve(SynthesizeJob.REPORT))
        .content()
        .contains("Synthetic rows of table.csv");
  }
}
