package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.csv.CsvWriter;
import io.semblance.data.simulate.Simulator;
import io.semblance.data.simulate.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fit whose process is killed at a random moment goes on from its checkpoint and ends in the same
 * bytes. {@code -Dsemblance.kills=20} kills as often in all; the default is a few.
 */
class KilledFitTest {
  private static final int KILLS = Integer.getInteger("semblance.kills", 4);

  /** Kinds of training: unconditional, one model per class, an autoencoder, sequences. */
  private static final List<List<String>> MODELS =
      List.of(
          gan("wgan-gp"),
          gan("ctgan", "--target", "Diabetes_binary", "--per-class"),
          small("tvae", "1200", "decoder_widths=16", "encoder_widths=16"),
          with(small("timegan", "150", "warm_up=100", "hidden=8"), "--length", "6"));

  private static List<String> gan(String name, String... more) {
    return with(small(name, "1200", "generator_widths=16", "critic_widths=16"), more);
  }

  private static List<String> small(String name, String epochs, String first, String second) {
    return List.of("--model", name, "--epochs", epochs, "--set", first, "--set", second);
  }

  private static List<String> with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all;
  }

  @TempDir static Path directory;
  private static Path table;

  @BeforeAll
  static void simulate() throws IOException {
    Simulator simulator = Simulators.byName("health-indicators");
    table = directory.resolve("table.csv");
    try (CsvWriter writer = new CsvWriter(Files.newOutputStream(table), simulator.schema())) {
      writer.write(simulator.rows(0, 600, 5));
    }
  }

  private static Process fit(Path model, List<String> options, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "fit",
                table.toString(),
                "--out",
                model.toString(),
                "--threads",
                "1",
                "--checkpoint-every",
                "0.05s",
                "--set",
                "batch=100",
                "--quiet"));
    command.addAll(options);
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private static long end(Process process) throws InterruptedException, IOException {
    long start = System.nanoTime();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("log"))).isZero();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Test
  void aKilledFitGoesOnAndEndsInTheSameBytes() throws Exception {
    long[] took = new long[MODELS.size()];
    Path[] undisturbed = new Path[MODELS.size()];
    for (int m = 0; m < took.length; m++) {
      undisturbed[m] = directory.resolve("undisturbed-" + m);
      took[m] = end(fit(undisturbed[m], MODELS.get(m)));
    }
    Random random = new Random(Long.getLong("semblance.kills.seed", 1));
    int resumed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int m = kill % took.length;
      Path model = directory.resolve("killed-" + kill);
      Process process = fit(model, MODELS.get(m));
      Path checkpoint = directory.resolve("killed-" + kill + ".checkpoint");
      if (kill % 2 == 0) {
        // At any time, but not in the last tenth: a quicker machine would be done before.
        Thread.sleep((long) (took[m] * (0.1 + 0.8 * random.nextDouble())));
      } else { // once there is something to go on from, however fast the machine is now
        while (process.isAlive() && !Files.exists(checkpoint)) {
          Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(60));
      }
      process.destroyForcibly().waitFor();
      resumed += Files.exists(checkpoint) ? 1 : 0;
      // ... and may be so all the same: then there is nothing to go on with.
      if (Files.exists(checkpoint) || !Files.exists(model)) {
        end(fit(model, MODELS.get(m), "--resume"));
      }
      assertThat(model)
          .as("kill " + kill + " of " + MODELS.get(m))
          .hasSameBinaryContentAs(undisturbed[m]);
      assertThat(checkpoint).as("goes once the model is saved").doesNotExist();
    }
    assertThat(resumed).as("kills that left a checkpoint").isPositive();
    System.out.println(KILLS + " kills, " + resumed + " of them after a first checkpoint");
  }
}
