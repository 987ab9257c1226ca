package io.semblance.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A studio that trains until somebody kills it; says the job once there is a checkpoint. */
final class KilledStudio {
  private KilledStudio() {}

  /** A folder, which is there from the beginning, with a file in it. */
  private static boolean saved(Path checkpoint) throws IOException {
    if (!Files.isDirectory(checkpoint)) {
      return false;
    }
    try (Stream<Path> files = Files.list(checkpoint)) {
      return files.anyMatch(file -> file.toString().endsWith(".checkpoint"));
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Studios studio = new Studios(folder);
    String table = studio.sample();
    String id =
        studio
            .ask(
                "POST",
                "/api/jobs",
                "{\"table\":\""
                    + table
                    + "\",\"model\":\"wgan-gp\",\"rows\":300,\"options\":{\"budget\":\"120s\"}}")
            .get("id")
            .asText();
    Path checkpoint = folder.resolve("jobs").resolve(id).resolve("fit.checkpoint");
    while (!saved(checkpoint)) {
      Thread.sleep(100);
    }
    System.out.println(id);
    System.out.flush();
    Thread.sleep(600_000);
  }
}
