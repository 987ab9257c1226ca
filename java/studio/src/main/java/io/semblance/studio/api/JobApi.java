package io.semblance.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.source.Place;
import io.semblance.flow.SynthesizeJob;
import io.semblance.quality.profile.Comparison;
import io.semblance.quality.profile.ComparisonPage;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import io.semblance.studio.http.Exchange;
import io.semblance.studio.http.FileNames;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.studio.http.Router;
import io.semblance.studio.job.JobRequest;
import io.semblance.studio.job.JobRunner;
import io.semblance.studio.job.StudioJob;
import io.semblance.studio.store.StudioTable;
import io.semblance.studio.store.TableStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Jobs: begun, watched, paused, ended, and what came of them. */
public final class JobApi {
  /** What can be fetched of a finished job, with type and ending. */
  private static final Map<String, String[]> FILES =
      Map.of(
          "model", new String[] {SynthesizeJob.MODEL, "application/zip", ".semblance"},
          "rows", new String[] {SynthesizeJob.ROWS, "text/csv", "-synthetic.csv"},
          "scores", new String[] {SynthesizeJob.SCORES, "application/json", "-quality.json"},
          "report", new String[] {SynthesizeJob.REPORT, "text/html", "-report.html"});

  private final JobRunner jobs;
  private final TableStore tables;

  /** Over these jobs and tables. */
  public JobApi(JobRunner jobs, TableStore tables) {
    this.jobs = jobs;
    this.tables = tables;
  }

  /** Adds its endpoints. */
  public void addTo(Router router) {
    router
        .on("GET", "/api/jobs", this::list)
        .on("POST", "/api/jobs", this::submit)
        .on("GET", "/api/jobs/{id}", e -> e.send(job(e).details()))
        .on("PATCH", "/api/jobs/{id}", this::change)
        .on("DELETE", "/api/jobs/{id}", this::delete)
        .on("POST", "/api/jobs/{id}/{action}", this::act)
        .on("GET", "/api/jobs/{id}/pictures", e -> e.send(job(e).pictures()))
        .on("GET", "/api/jobs/{id}/code", this::code)
        .on("GET", "/api/jobs/{id}/report", this::report)
        .on("GET", "/api/jobs/{id}/comparison", this::comparison)
        .on("GET", "/api/jobs/{id}/files/{file}", this::file);
  }

  private StudioJob job(Exchange exchange) {
    return jobs.get(exchange.path("id"));
  }

  private void list(Exchange exchange) throws IOException {
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("jobs");
    jobs.all().forEach(job -> all.add(job.outline()));
    exchange.send(json);
  }

  private void submit(Exchange exchange) throws IOException {
    JsonNode json = exchange.json();
    Bodies.only(json, Set.of("table", "model", "rows", "options"));
    Bodies.text(json, "table");
    exchange.send(201, jobs.submit(JobRequest.of(json)).outline());
  }

  private void change(Exchange exchange) throws IOException {
    StudioJob job = job(exchange);
    JsonNode json = exchange.json();
    jobs.keep(job, Bodies.flag(json, "kept"));
    exchange.send(job.outline());
  }

  private void delete(Exchange exchange) throws IOException {
    jobs.delete(job(exchange));
    exchange.send(Json.object());
  }

  private void act(Exchange exchange) throws IOException {
    StudioJob job = job(exchange);
    switch (exchange.path("action")) {
      case "pause" -> jobs.pause(job);
      case "resume" -> jobs.resume(job);
      case "enough" -> jobs.enough(job);
      case "cancel" -> jobs.cancel(job);
      default -> throw HttpFailure.notFound("action \"" + exchange.path("action") + "\"");
    }
    exchange.send(job.outline());
  }

  private void code(Exchange exchange) throws IOException {
    StudioJob job = job(exchange);
    JobCode code = new JobCode(job.request(), job.source());
    exchange.send(Json.object().put("command", code.command()).put("java", code.java()));
  }

  private void report(Exchange exchange) throws IOException {
    Path file = jobs.done(exchange.path("id")).results().resolve(SynthesizeJob.REPORT);
    exchange.page(Files.readString(file, StandardCharsets.UTF_8));
  }

  private void comparison(Exchange exchange) throws IOException {
    StudioJob job = jobs.done(exchange.path("id"));
    StudioTable table = tables.ready(job.request().table());
    TableSummary real = table.profile().summary();
    CsvOptions options = CsvOptions.builder().schema(real.schema()).lenientCategories(true).build();
    Place rows = Place.of(job.results().resolve(SynthesizeJob.ROWS).toString());
    String target = job.request().fitOptions().target();
    TableSummary synthetic = TableStore.summary(rows, options);
    try (Work work = new Work(1)) {
      Comparison comparison = Comparison.of(real, synthetic, target, work);
      exchange.page(
          ComparisonPage.render(
              comparison, "Synthetic rows against " + table.name(), table.name(), "synthetic"));
    }
  }

  private void file(Exchange exchange) throws IOException {
    String[] facts = FILES.get(exchange.path("file"));
    if (facts == null) {
      throw HttpFailure.notFound("file \"" + exchange.path("file") + "\"");
    }
    StudioJob job = jobs.done(exchange.path("id"));
    exchange.download(
        job.results().resolve(facts[0]), facts[1], FileNames.stem(job.name()) + facts[2]);
  }
}
