package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.semblance.data.csv.CsvLayout;
import io.semblance.data.simulate.Simulator;
import io.semblance.data.simulate.Simulators;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TableOutputTest {
  @Test
  void aFullDiskIsNamed() {
    String full = "/dev/full";
    assumeTrue(Files.isWritable(Path.of(full)), "this system has no " + full);
    Simulator sines = Simulators.byName("sines");
    assertThatThrownBy(
            () -> {
              try (TableOutput output =
                  TableOutput.toFile(Path.of(full), sines.schema(), CsvLayout.of(',', true))) {
                output.write(sines.rows(0, 10, 1));
                output.commit();
              }
            })
        .hasMessageContaining(full);
  }
}
