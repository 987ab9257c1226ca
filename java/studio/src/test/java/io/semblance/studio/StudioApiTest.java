package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that drives the studio through its JSON interface. */
class StudioApiTest {
  @TempDir Path folder;

  private static String job(String table, String model, String options) {
    return "{\"table\":\""
        + table
        + "\",\"model\":\""
        + model
        + "\",\"rows\":400,\"options\":{"
        + options
        + "}}";
  }

  private static String submit(Studios studio, String body) throws Exception {
    return studio.ask("POST", "/api/jobs", body).get("id").asText();
  }

  @Test
  void jobsRunOneAtATimeAndTheirModelsDraw() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      String table = studio.sample();
      String first =
          submit(studio, job(table, "cart", "\"seed\":7,\"target\":\"Diabetes_binary\""));
      String second = submit(studio, job(table, "copula", "\"holdout\":0.2"));
      assertThat(studio.get("/api/jobs/" + second).get("state").asText()).isEqualTo("queued");
      studio.await("/api/jobs/" + first, "done", 120);
      JsonNode done = studio.await("/api/jobs/" + second, "done", 120);
      assertThat(done.get("verdict").get("findings")).isNotEmpty();
      assertThat(done.get("verdict").get("figures").get("shape.mean").get("value").asDouble())
          .isBetween(.8, 1.0);
      String base = "/api/jobs/" + first;
      for (String file : List.of("model", "rows", "scores", "report")) {
        assertThat(studio.send("GET", base + "/files/" + file, null).statusCode()).isEqualTo(200);
      }
      assertThat(studio.send("GET", base + "/files/facts.json", null).statusCode()).isEqualTo(404);
      assertThat(studio.send("GET", base + "/comparison", null).body()).contains("<h2");
      assertThat(studio.get(base + "/code").get("command").asText())
          .isEqualTo(
              "semblance synthesize health-indicators.csv --model cart --rows 400 --target"
                  + " Diabetes_binary --seed 7 --out result");
      JsonNode share =
          studio
              .ask("POST", base + "/shares", "{\"rows\":10,\"where\":{\"BMI\":{\"from\":30}}}")
              .get("blocks")
              .get(0);
      assertThat(share.get("share").asDouble()).isBetween(.1, .7);
      JsonNode drawing =
          studio.ask(
              "POST",
              base + "/samples",
              "{\"rows\":60,\"balance\":\"Diabetes_binary\",\"where\":{\"BMI\":{\"from\":30}}}");
      assertThat(drawing.get("command").asText())
          .isEqualTo(
              "semblance sample model.semblance --where '{\"BMI\":{\"from\":30}}' --balance"
                  + " Diabetes_binary --rows 60 --seed 0 --out rows.csv");
      String path = base + "/samples/" + drawing.get("id").asText();
      JsonNode drawn = studio.await(path, "done", 60);
      assertThat(drawn.get("rows").asInt()).isEqualTo(60);
      String csv = studio.send("GET", path + "/file", null).body();
      assertThat(csv.lines()).hasSize(61);
      assertThat(csv.lines().skip(1).filter(l -> l.startsWith("1"))).hasSize(30);
      JsonNode parquet =
          studio.ask("POST", base + "/samples", "{\"rows\":50,\"format\":\"parquet\"}");
      String other = base + "/samples/" + parquet.get("id").asText();
      studio.await(other, "done", 60);
      assertThat(studio.send("GET", other + "/file", null).body()).startsWith("PAR1");
      assertThat(
              studio
                  .send("POST", base + "/shares", "{\"where\":{\"BMI\":{\"from\":900}}}")
                  .statusCode())
          .isEqualTo(422);
    }
    Studios.nothingIsLeft(folder.resolve("s"));
  }

  @Test
  void pausedJobsGoOnWhereTheyWere() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      String table = studio.sample();
      String id = submit(studio, job(table, "wgan-gp", "\"budget\":\"14s\""));
      String path = "/api/jobs/" + id;
      awaitSteps(studio, path, 100);
      studio.ask("POST", path + "/pause", "{}");
      JsonNode paused = studio.await(path, "paused", 60);
      double last = lastSecond(paused);
      assertThat(studio.send("POST", path + "/pause", "{}").statusCode()).isEqualTo(409);
      studio.ask("POST", path + "/resume", "{}");
      JsonNode on = awaitSteps(studio, path, 1);
      // The clock of training goes on from where it stood, and so do its steps.
      assertThat(on.get("progress").get("elapsed").asDouble()).isGreaterThan(last - 1);
      assertThat(on.get("progress").get("steps").asLong()).isGreaterThan(100);
      // And so does what is shown of the way.
      assertThat(on.get("history").get("losses").get(0).get("seconds").asDouble())
          .isEqualTo(paused.get("history").get("losses").get(0).get("seconds").asDouble());
      studio.ask("POST", path + "/enough", "{}");
      JsonNode done = studio.await(path, "done", 120);
      assertThat(lastSecond(done)).isGreaterThan(last);
      assertThat(studio.send("DELETE", path, null).statusCode()).isEqualTo(200);
      assertThat(studio.send("GET", path, null).statusCode()).isEqualTo(404);
    }
  }

  private static double lastSecond(JsonNode job) {
    JsonNode losses = job.get("history").get("losses");
    return losses.get(losses.size() - 1).get("seconds").asDouble();
  }

  private static JsonNode awaitSteps(Studios studio, String path, long steps) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      JsonNode job = studio.get(path);
      if (job.path("progress").path("steps").asLong() >= steps) {
        return job;
      }
      assertThat(job.get("state").asText()).isIn("queued", "fitting");
      Thread.sleep(50);
    }
    throw new IllegalStateException("no " + steps + " steps: " + studio.get(path));
  }

  @Test
  void cancelledJobsLeaveNothing() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      String table = studio.sample();
      String id = submit(studio, job(table, "wgan-gp", "\"budget\":\"60s\""));
      String path = "/api/jobs/" + id;
      awaitSteps(studio, path, 20);
      assertThat(studio.send("DELETE", "/api/tables/" + table, null).statusCode()).isEqualTo(409);
      assertThat(studio.send("DELETE", path, null).statusCode()).isEqualTo(409);
      studio.ask("POST", path + "/cancel", "{}");
      studio.await(path, "cancelled", 60);
      assertThat(studio.send("GET", path + "/files/rows", null).statusCode()).isEqualTo(409);
      Path left = folder.resolve("s").resolve("jobs").resolve(id);
      assertThat(left.resolve("fit.checkpoint")).doesNotExist();
      assertThat(left.resolve("results")).doesNotExist();
      // Another reading of the table, and the same job anew: nothing of the first fit is in the
      // way.
      studio.ask("PATCH", "/api/tables/" + table, "{\"types\":{\"BMI\":\"category\"}}");
      studio.await("/api/tables/" + table, "ready", 60);
      studio.ask("POST", path + "/resume", "{}");
      awaitSteps(studio, path, 1);
      studio.ask("POST", path + "/cancel", "{}");
      studio.await(path, "cancelled", 60);
      studio.ask("PATCH", path, "{\"kept\":true}");
      studio.ask("DELETE", "/api/tables/" + table, null); // the kept job can do without
      studio.sample();
    }
    // Everything else is gone all the same.
    assertThat(folder.resolve("s").resolve("tables")).isEmptyDirectory();
  }

  /** Models that are whole or not at all, and keep no checkpoints. */
  @Test
  void whatCannotBeStoppedInTheMiddleSaysSo() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      StringBuilder csv = new StringBuilder("a,b,c,d,e,f\n");
      java.util.Random random = new java.util.Random(1);
      for (int row = 0; row < 60_000; row++) {
        for (int i = 0; i < 6; i++) {
          csv.append(random.nextInt(100_000)).append(i < 5 ? ',' : '\n');
        }
      }
      String table =
          studio.ask("POST", "/api/uploads?name=large.csv", csv.toString()).get("id").asText();
      studio.await("/api/tables/" + table, "ready", 60);
      String id = submit(studio, job(table, "cart", ""));
      String path = "/api/jobs/" + id;
      studio.await(path, "fitting", 60);
      studio.ask("POST", path + "/pause", "{}");
      JsonNode paused = studio.await(path, "paused|done", 120);
      if (paused.get("state").asText().equals("paused")) {
        assertThat(paused.get("resumable").asBoolean()).isFalse();
        studio.ask("POST", path + "/resume", "{}");
        studio.await(path, "fitting|drawing|judging|done", 60);
      }
      studio.await(path, "done", 240);
    }
  }

  /** The default judges itself by likelihood; it is looked at all the same. */
  @Test
  void theDefaultIsSeenLearning() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      String table = studio.sample();
      String id = submit(studio, job(table, "auto", "\"budget\":\"90s\""));
      String path = "/api/jobs/" + id;
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      JsonNode pictures = studio.get(path + "/pictures");
      while (!pictures.has("columns") && System.nanoTime() < end) {
        Thread.sleep(200);
        pictures = studio.get(path + "/pictures");
      }
      assertThat(pictures.get("columns").size()).isGreaterThan(5);
      assertThat(pictures.get("scores").get("shape").asDouble()).isBetween(.5, 1.0);
      studio.ask("POST", path + "/enough", "{}");
      JsonNode done = studio.await(path, "done", 120);
      assertThat(done.get("history").get("fidelity")).isNotEmpty();
      assertThat(studio.get(path + "/pictures").get("columns")).isNotEmpty(); // still there
    }
  }

  /** What lies in the folder from elsewhere keeps nobody from starting. */
  @Test
  void damagedFoldersAreSaidAndPassedOver() throws Exception {
    Path home = folder.resolve("s");
    String id;
    try (Studios studio = new Studios(home)) {
      id = studio.sample();
      studio.ask("PATCH", "/api/tables/" + id, "{\"kept\":true}");
    }
    Files.createDirectories(home.resolve("jobs").resolve("0123"));
    Files.writeString(home.resolve("jobs").resolve("0123").resolve("facts.json"), "{nonsense");
    Files.createDirectories(home.resolve("tables").resolve("halfuploaded"));
    Files.writeString(home.resolve("tables").resolve("halfuploaded").resolve("table-x.csv"), "a");
    try (Studios studio = new Studios(home)) {
      assertThat(studio.server.warnings()).hasSize(1).allMatch(words -> words.contains("0123"));
      assertThat(home.resolve("tables").resolve("halfuploaded")).doesNotExist();
      studio.await("/api/tables/" + id, "ready", 60);
    }
  }

  @Test
  void samplesAreListedAndDeleted() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      String table = studio.sample();
      String id = submit(studio, job(table, "copula", ""));
      String base = "/api/jobs/" + id;
      studio.await(base, "done", 120);
      assertThat(studio.send("PATCH", base, "{}").statusCode()).isEqualTo(400);
      assertThat(studio.send("PATCH", base, "{\"kept\":\"maybe\"}").statusCode()).isEqualTo(400);
      for (String wrong : List.of("\"where\":5", "\"format\":\"xlsx\"", "\"rows\":0")) {
        assertThat(studio.send("POST", base + "/samples", "{" + wrong + "}").statusCode())
            .as(wrong)
            .isEqualTo(400);
      }
      String sample = studio.ask("POST", base + "/samples", "{\"rows\":10}").get("id").asText();
      studio.await(base + "/samples/" + sample, "done", 60);
      assertThat(studio.get(base + "/samples").get("samples")).hasSize(1);
      studio.ask("DELETE", base + "/samples/" + sample, null);
      assertThat(studio.get(base + "/samples").get("samples")).isEmpty();
      studio.ask("POST", base + "/samples", "{\"rows\":50000000}");
      studio.ask("DELETE", base, null); // and what is being drawn with it
      assertThat(folder.resolve("s").resolve("jobs")).isEmptyDirectory();
    }
  }

  /** Killed without a word, as by the system when memory is short. */
  @Test
  void aKilledServersJobsGoOn() throws Exception {
    Path home = folder.resolve("s");
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                KilledStudio.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String id;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
      id = out.readLine(); // once there is a checkpoint
    } finally {
      killed.destroyForcibly().waitFor();
    }
    assertThat(id).isNotNull();
    assertThat(home.resolve("jobs").resolve(id).resolve("fit.checkpoint")).exists();
    try (Studios studio = new Studios(home)) {
      String path = "/api/jobs/" + id;
      JsonNode on = awaitSteps(studio, path, 1);
      assertThat(on.get("progress").get("elapsed").asDouble()).isGreaterThan(15);
      studio.ask("PATCH", path, "{\"kept\":true}");
      studio.ask("POST", path + "/enough", "{}");
      studio.await(path, "done", 120);
    }
    // Kept: it is there again, and nothing else is.
    try (Studios studio = new Studios(home)) {
      assertThat(studio.get("/api/tables").get("tables")).isEmpty();
      assertThat(studio.get("/api/jobs/" + id).get("state").asText()).isEqualTo("done");
      assertThat(studio.send("GET", "/api/jobs/" + id + "/report", null).statusCode())
          .isEqualTo(200);
      // What the job needs of its table it remembers.
      assertThat(studio.get("/api/jobs/" + id + "/code").get("command").asText())
          .startsWith("semblance synthesize health-indicators.csv --model wgan-gp");
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void newsComesAsItHappens() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      String table = studio.sample();
      HttpResponse<java.io.InputStream> events =
          HttpClient.newHttpClient()
              .send(
                  studio.request("/api/events").build(), HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
        String id = submit(studio, job(table, "copula", ""));
        List<String> states = new ArrayList<>();
        while (!states.contains("done") && !states.contains("failed")) {
          String line = in.readLine();
          if (line.startsWith("data:") && line.contains(id)) {
            String state = Studios.json(line.substring(5)).path("state").asText();
            if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
              states.add(state);
            }
          }
        }
        assertThat(states).contains("judging", "done");
      }
    }
  }

  /** Where types, names and missing cells of a file are not as they look. */
  @Test
  void tablesAreReadAsOneSays() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      Path file = Files.writeString(folder.resolve("t.data"), "1;?;x\n2;5;y\n3;6;x\n".repeat(20));
      JsonNode table = studio.ask("POST", "/api/tables", "{\"place\":\"" + file + "\"}");
      String path = "/api/tables/" + table.get("id").asText();
      studio.await(path, "failed", 30);
      studio.ask(
          "PATCH",
          path,
          "{\"header\":false,\"missing\":[\"?\"],\"names\":[\"n\",\"m\",\"l\"],\"types\":{\"n\":\"category\"}}");
      JsonNode read = studio.await(path, "ready", 30);
      assertThat(read.get("schema").get(0).get("type").asText()).isEqualTo("category");
      assertThat(read.get("schema").get(1).get("missing").asDouble()).isBetween(.33, .34);
      assertThat(studio.send("PATCH", path, "{\"types\":{\"n\":\"word\"}}").statusCode())
          .isEqualTo(422);
      assertThat(Files.exists(file)).isTrue();
      studio.ask("DELETE", path, null);
      assertThat(Files.exists(file)).isTrue(); // not ours
    }
  }

  /** The description of the interface names every endpoint, and nothing else. */
  @Test
  void theInterfaceIsDescribed() throws Exception {
    try (Studios studio = new Studios(folder.resolve("s"))) {
      JsonNode api = studio.get("/api/openapi.json");
      TreeSet<String> described = new TreeSet<>();
      api.get("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method -> described.add(method.toUpperCase() + " " + path.getKey())));
      assertThat(described.stream().collect(Collectors.toList()))
          .containsExactlyElementsOf(new TreeSet<>(studio.server.endpoints()));
      // Everything referred to is there.
      String text = api.toString();
      java.util.regex.Matcher ref =
          java.util.regex.Pattern.compile("\"\\$ref\":\"#/components/([a-zA-Z]+)/([a-zA-Z]+)\"")
              .matcher(text);
      int refs = 0;
      while (ref.find()) {
        refs++;
        assertThat(api.at("/components/" + ref.group(1) + "/" + ref.group(2)).isMissingNode())
            .isFalse();
      }
      assertThat(refs).isGreaterThan(20);
    }
  }
}
