package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.flow.FitJob;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.option.FitOption;
import io.semblance.synth.option.OptionType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class CatalogueOptionsTest {
  private static final FitOption<Integer> WARM_UP =
      FitOption.builder("warm-up", OptionType.wholeNumber("N"))
          .meaning("Epochs at half the rate.")
          .otherwise(3)
          .must("be 0 to 10", n -> n >= 0 && n <= 10)
          .build();

  @TempDir Path directory;

  private static List<FitOption<?>> withWarmUp() {
    List<FitOption<?>> options = new ArrayList<>(FitCatalogue.all());
    options.add(WARM_UP);
    return options;
  }

  private static CatalogueOptions parsed(String... args) {
    CatalogueOptions options = new CatalogueOptions(withWarmUp(), Map.of());
    line(options).parseArgs(args);
    return options;
  }

  private static CommandLine line(CatalogueOptions options) {
    CommandSpec command = CommandSpec.create().name("fit");
    command.usageMessage().sortOptions(false).width(100);
    options.addTo(command);
    return new CommandLine(command);
  }

  private static FitOptions built(String... args) {
    FitOptions.Builder options = FitOptions.builder();
    parsed(args).apply(options);
    return options.build();
  }

  /** The declaration above is all there is of it. */
  @Test
  void oneDeclarationIsAnOptionOfHelpBuilderJsonAndCheck() {
    CommandLine line = line(new CatalogueOptions(withWarmUp(), Map.of()));
    assertThat(line.getUsageMessage())
        .containsPattern("--warm-up=N +Epochs at half the rate. Default: 3\\.");
    assertThat(built().get(WARM_UP)).isEqualTo(3);
    FitOptions options = built("--warm-up", "7");
    assertThat(options.get(WARM_UP)).isEqualTo(7);
    assertThat(options.toJson()).contains("\"warm_up\" : 7");
    assertThat(FitOptions.fromJson(options.toJson(), withWarmUp()).get(WARM_UP)).isEqualTo(7);
    assertThatThrownBy(() -> parsed("--warm-up=11").check())
        .isInstanceOf(UsageException.class)
        .hasMessage("--warm-up is 11, but must be 0 to 10.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitOptions.builder().set(WARM_UP, 11))
        .withMessage("warm-up is 11, but must be 0 to 10");
    assertThatThrownBy(() -> parsed("--warm-up=long"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("Invalid value for option '--warm-up': 'long' is no whole number");
  }

  @Test
  void whatIsNotSaidKeepsItsDefault() {
    assertThat(built().plain()).isEqualTo(FitOptions.defaults().plain());
  }

  @Test
  void everyKindOfValueIsRead() {
    FitOptions options =
        built(
            "--per-class",
            "--target=y",
            "--epochs=3",
            "--budget=1m30s",
            "--set",
            "a=1",
            "--set",
            "b=x=y",
            "--encoder",
            "col=quantile",
            "--no-real-rows",
            "--seed=-4",
            "--threads=2",
            "--backend=ejml",
            "--checkpoint=c",
            "--checkpoint-every=5s",
            "--resume");
    FitOptions same =
        FitOptions.builder()
            .perClass(true)
            .target("y")
            .epochs(3)
            .budget(Duration.ofSeconds(90))
            .set("a", "1")
            .set("b", "x=y")
            .encoder(options.encoder())
            .noRealRows(true)
            .seed(-4)
            .threads(2)
            .backend("ejml")
            .checkpoint(Path.of("c"))
            .checkpointEvery(Duration.ofSeconds(5))
            .resume(true)
            .build();
    assertThat(options.plain()).isEqualTo(same.plain());
    assertThat(options.encoder().encoders()).isEqualTo(Map.of("col", "quantile"));
  }

  @Test
  void whatAnOptionNeedsIsAskedFor() {
    assertThatThrownBy(() -> parsed("--per-class").check())
        .isInstanceOf(UsageException.class)
        .hasMessage("--per-class needs --target: name the column with the classes.");
    parsed("--per-class", "--target=y").check();
    assertThatThrownBy(() -> parsed("--resume").check()).hasMessageContaining("--checkpoint");
    parsed("--resume").check(FitCatalogue.CHECKPOINT);
  }

  @Test
  void everyOptionOfAFitIsInTheHelpOfTheCommandsThatFit() {
    for (String command : List.of("fit", "synthesize")) {
      StringWriter help = new StringWriter();
      CommandLine line = SemblanceCommand.commandLine(new Interrupts(), command, "--help");
      line.setOut(new PrintWriter(help, true));
      line.execute(command, "--help");
      assertThat(help.toString())
          .contains(FitJob.catalogue().stream().map(option -> "--" + option.name()).toList());
    }
  }

  @Test
  void commandsThatAreNotNamedHaveNoOptions() {
    CommandLine line = SemblanceCommand.commandLine(new Interrupts(), "schema", "t.csv");
    assertThat(line.getSubcommands().get("fit").getCommandSpec().findOption("--epochs")).isNull();
    assertThat(line.getSubcommands().get("schema").getCommandSpec().findOption("--json"))
        .isNotNull();
  }

  private StringWriter fit(int expected, String... more) throws Exception {
    Path table = directory.resolve("t.csv");
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 80; i++) {
      rows.append(i % 7).append(',').append(i % 2 == 0 ? "a" : "b").append('\n');
    }
    Files.writeString(table, rows.toString());
    List<String> args = new ArrayList<>(List.of("fit", table.toString(), "--epochs=1"));
    args.addAll(List.of("--out", directory.resolve("m.semblance").toString()));
    args.addAll(List.of(more));
    String[] all = args.toArray(new String[0]);
    Interrupts interrupts = new Interrupts();
    StringWriter err = new StringWriter();
    CommandLine line = SemblanceCommand.commandLine(interrupts, all);
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(all)).as(err.toString()).isEqualTo(expected);
    return err;
  }

  @Test
  void anEncoderThatIsSaidAsASettingIsAnEncoder() throws Exception {
    fit(ExitCodes.DONE, "-q", "--encoder", "x=quantile");
    byte[] model = Files.readAllBytes(directory.resolve("m.semblance"));
    fit(ExitCodes.DONE, "-q", "--set", "encoder.x=quantile");
    assertThat(directory.resolve("m.semblance")).hasBinaryContent(model);
    fit(ExitCodes.DONE, "-q");
    assertThat(Files.readAllBytes(directory.resolve("m.semblance"))).isNotEqualTo(model);
    assertThat(fit(ExitCodes.BAD_INPUT, "--encoder", "z=quantile").toString()).contains("z");
  }

  @Test
  void aFitWithoutACheckpointBeginsUnlessItMayHaveNone() throws Exception {
    assertThat(fit(ExitCodes.USAGE, "--resume", "--checkpoint=none").toString())
        .contains("--resume needs checkpoint: name the place of it");
    fit(ExitCodes.DONE, "-q", "--resume"); // there is none: begins
    assertThat(directory.resolve("m.semblance.checkpoint")).doesNotExist();
  }
}
