package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code semblance explain} on models that were hardly trained. */
class ExplainTest {
  private static final int NOISE = 6;
  private static final int HIDDEN = 24;
  private static final int BATCH = 64;

  @TempDir static Path directory;
  private static Path model;
  private static Path perClass;

  private final StringWriter out = new StringWriter();
  private static final StringWriter ERR = new StringWriter();

  @BeforeAll
  static void fit() {
    Path table = directory.resolve("table.csv");
    StringWriter ignored = new StringWriter();
    run(ignored, "dataset", "health-indicators", "--rows", "300", "--out", table.toString(), "-q");
    model = directory.resolve("model.semblance");
    perClass = directory.resolve("classes.semblance");
    List<String> args =
        new ArrayList<>(
            List.of("fit", table.toString(), "--model", "wgan-gp", "--epochs", "1", "--quiet"));
    for (String set :
        List.of(
            "generator_widths=" + HIDDEN,
            "critic_widths=" + HIDDEN,
            "noise=" + NOISE,
            "batch=" + BATCH,
            "calibrate=false")) {
      args.addAll(List.of("--set", set));
    }
    args.addAll(List.of("--target", "Diabetes_binary", "--out"));
    fit(args, model.toString());
    fit(args, perClass.toString(), "--per-class");
  }

  private static void fit(List<String> args, String... more) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of(more));
    assertThat(run(new StringWriter(), all.toArray(new String[0]))).as(ERR.toString()).isZero();
  }

  private static int run(StringWriter out, String... args) {
    var line = SemblanceCommand.commandLine(new Interrupts(), args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(ERR, true));
    return line.execute(args);
  }

  private JsonNode steps(Path file, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("explain", file.toString(), "--json"));
    args.addAll(List.of(more));
    StringWriter json = new StringWriter();
    assertThat(run(json, args.toArray(new String[0]))).isZero();
    return new ObjectMapper().readTree(json.toString()).get("steps");
  }

  @Test
  void theThreeStepsAreShownWithTheirTotals() {
    assertThat(run(out, "explain", model.toString())).isZero();
    assertThat(out.toString())
        .contains("sampling, 512 rows a run", "critic update, 64 rows a run")
        .contains("generator update, 64 rows a run", "FLOPs per row ", "if none shared memory")
        .contains("critic.", "out0 = in0 in1", "random")
        .doesNotContain("nodes left");
  }

  @Test
  void thePassesAreShownIfAsked() {
    assertThat(run(out, "explain", model.toString(), "--passes")).isZero();
    assertThat(out.toString()).contains("as written", "stack products", "nodes left");
  }

  @Test
  void longFormulasAreWholeIfAsked() {
    assertThat(run(out, "explain", model.toString())).isZero();
    assertThat(out.toString()).contains(" ...\n");
    StringWriter full = new StringWriter();
    assertThat(run(full, "explain", model.toString(), "--full")).isZero();
    assertThat(full.toString())
        .doesNotContain(" ...\n")
        .hasSizeGreaterThan(out.toString().length());
  }

  /** The generator is noise x hidden, then hidden x width, of which the noise draws rows. */
  @Test
  void theProductsOfSamplingAreThoseOfTheNetwork() throws IOException {
    JsonNode sampling = steps(model).get(0);
    List<JsonNode> products = new ArrayList<>();
    for (JsonNode instruction : sampling.get("instructions")) {
      if (instruction.get("operation").asText().equals("product")) {
        products.add(instruction);
      }
    }
    assertThat(products).hasSize(2);
    assertThat(products.get(0).get("extents").asText()).isEqualTo("512 x 24 x 6");
    long width = products.get(1).get("writes").get(0).get("bytes").asLong() / 4 / 512;
    assertThat(products.get(1).get("extents").asText()).isEqualTo("512 x " + width + " x 24");
    JsonNode totals = sampling.get("totals");
    assertThat(totals.get("product_flops").asLong()).isEqualTo(2L * 512 * HIDDEN * (NOISE + width));
    assertThat(totals.get("flops_per_row").asDouble())
        .isEqualTo(totals.get("flops").asDouble() / 512);
    // Weights, biases, and scale and shift of the normalised hidden layer.
    assertThat(totals.get("variable_bytes").asLong())
        .isEqualTo(4 * (NOISE * HIDDEN + HIDDEN * width + 3 * HIDDEN + width));
    assertThat(totals.get("temporary_bytes").asLong())
        .isLessThan(totals.get("temporary_bytes_unshared").asLong());
  }

  @Test
  void aClassIsChosenByItsLabel() throws IOException {
    JsonNode first = steps(perClass);
    assertThat(steps(perClass, "--class", "0.0")).isEqualTo(first);
    JsonNode other = steps(perClass, "--class", "1.0");
    assertThat(other.get(1).get("rows").asInt()).isLessThanOrEqualTo(BATCH);
    assertThat(other).isNotEqualTo(first);
    assertThat(run(out, "explain", perClass.toString(), "--class", "7")).isEqualTo(ExitCodes.USAGE);
    assertThat(ERR.toString()).contains("there is no class '7'", "0.0, 1.0");
    assertThat(run(out, "explain", model.toString(), "--class", "0")).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void aFileThatIsNoModelIsBadInput() {
    assertThat(run(out, "explain", directory.resolve("table.csv").toString()))
        .isEqualTo(ExitCodes.BAD_INPUT);
  }
}
