package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class RunOptionsTest {
  private static RunOptions options(String... args) {
    CatalogueOptions catalogue = new CatalogueOptions(RunOptions.ALONE, RunOptions.PRESETS);
    CommandSpec command = CommandSpec.create();
    catalogue.addTo(command);
    new CommandLine(command).parseArgs(args);
    RunOptions options = new RunOptions(catalogue);
    options.check(new Console());
    return options;
  }

  @Test
  void moreThreadsThanProcessorsAreNotUsed() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(options().threads()).isEqualTo(processors);
    assertThat(options("--threads=1").threads()).isEqualTo(1);
    assertThat(options("--threads=1000").threads()).isEqualTo(processors);
  }

  @Test
  void theBestBackendIsTakenByNameSoThatNothingIsLogged() {
    assertThat(options().backend()).isEqualTo("vector");
  }

  @Test
  void backendsAreKnownByNameInAnyCase() {
    assertThat(options("--backend=EJML").backend()).isEqualTo("EJML");
    assertThatThrownBy(() -> options("--backend=abacus"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("abacus", "ejml", "reference");
  }
}
