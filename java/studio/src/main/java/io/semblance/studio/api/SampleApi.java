package io.semblance.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericKind;
import io.semblance.data.Schema;
import io.semblance.data.condition.Condition;
import io.semblance.data.condition.ConditionText;
import io.semblance.flow.SampleBlock;
import io.semblance.flow.SampleJob;
import io.semblance.quality.summary.Cells;
import io.semblance.studio.http.Exchange;
import io.semblance.studio.http.FileNames;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.studio.http.Router;
import io.semblance.studio.job.Drawing;
import io.semblance.studio.job.Drawings;
import io.semblance.studio.job.JobRequest;
import io.semblance.studio.job.JobRunner;
import io.semblance.studio.job.StudioJob;
import java.io.IOException;
import java.util.List;

/** Rows of finished models, under conditions. */
public final class SampleApi {
  private final JobRunner jobs;
  private final Drawings drawings;

  /** Over the models of these jobs. */
  public SampleApi(JobRunner jobs, Drawings drawings) {
    this.jobs = jobs;
    this.drawings = drawings;
  }

  /** Adds its endpoints; before those of jobs, whose actions match anything. */
  public void addTo(Router router) {
    router
        .on("GET", "/api/jobs/{id}/samples", this::list)
        .on("POST", "/api/jobs/{id}/samples", this::draw)
        .on("POST", "/api/jobs/{id}/shares", this::shares)
        .on("GET", "/api/jobs/{id}/columns", this::columns)
        .on("GET", "/api/jobs/{id}/samples/{sample}", this::sample)
        .on("DELETE", "/api/jobs/{id}/samples/{sample}", this::cancel)
        .on("GET", "/api/jobs/{id}/samples/{sample}/file", this::file);
  }

  /** The condition as text; empty for none. */
  private static String where(JsonNode json) {
    JsonNode where = json.path("where");
    if (where.isMissingNode() || where.isNull() || where.isObject() && where.isEmpty()) {
      return "";
    }
    if (!where.isTextual() && !where.isObject()) {
      throw HttpFailure.bad(
          "\"where\" is " + where + ", but must be a text or an object",
          "For example {\"age\": {\"from\": 30}}.");
    }
    return where.isTextual() ? where.asText().strip() : Json.text(where);
  }

  private List<SampleBlock> blocks(JsonNode json, Schema schema) {
    long rows = Json.wholeNumber(json, "rows", 1_000, 1, JobRequest.MOST_ROWS);
    String where = where(json);
    Condition condition = where.isEmpty() ? null : ConditionText.parse(where, schema);
    return json.hasNonNull("balance")
        ? SampleBlock.balanced(schema, json.get("balance").asText(), rows, condition)
        : List.of(new SampleBlock(condition, rows));
  }

  /** What conditions can be asked about. */
  private void columns(Exchange exchange) throws IOException {
    ObjectNode json = Json.object();
    ArrayNode columns = json.putArray("columns");
    for (ColumnSchema column : job(exchange).model().schema().columns()) {
      ObjectNode each = columns.addObject();
      each.put("name", column.name());
      each.put("type", column.type().label());
      each.put("nullable", column.nullable());
      each.set("labels", Json.node(column.categories()));
      if (column.kind() instanceof NumericKind kind) {
        boolean plain = kind.axis().hasZero();
        each.put("plain", plain);
        each.put("least", Cells.text(column, kind.min()));
        each.put("greatest", Cells.text(column, kind.max()));
        if (plain) {
          Json.put(each, "from", kind.min());
          Json.put(each, "to", kind.max());
          each.put("decimals", column.type() == ColumnType.INTEGER ? 0 : 3);
        }
      }
    }
    exchange.send(json);
  }

  private static long seed(JsonNode json) {
    return Json.wholeNumber(json, "seed", 0, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private StudioJob job(Exchange exchange) {
    StudioJob job = jobs.done(exchange.path("id"));
    if (job.model().drawsSequences()) {
      throw new HttpFailure(
          422,
          "This model draws sequences, of which no conditions can be asked yet",
          "Draw them by the command: semblance sample MODEL --sequences N.");
    }
    return job;
  }

  private void list(Exchange exchange) throws IOException {
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("samples");
    drawings.of(jobs.get(exchange.path("id"))).forEach(drawing -> all.add(drawing.json()));
    exchange.send(json);
  }

  private void draw(Exchange exchange) throws IOException {
    StudioJob job = job(exchange);
    JsonNode json = exchange.json();
    String format = json.path("format").asText("csv");
    if (!format.equals("csv") && !format.equals("parquet")) {
      throw HttpFailure.bad("\"format\" is " + format + ", but must be csv or parquet", "");
    }
    boolean parquet = format.equals("parquet");
    Drawing drawing = drawings.start(job, blocks(json, job.model().schema()), seed(json), parquet);
    SampleCode code = new SampleCode(where(json), json.path("balance").asText(""), drawing);
    ObjectNode answer = drawing.json();
    exchange.send(201, answer.put("command", code.command()).put("java", code.java()));
  }

  /** How rare rows are that would be asked for. */
  private void shares(Exchange exchange) throws IOException {
    StudioJob job = job(exchange);
    JsonNode json = exchange.json();
    SampleJob plan = drawings.plan(job, blocks(json, job.model().schema()), seed(json));
    ObjectNode answer = Json.object();
    ArrayNode blocks = answer.putArray("blocks");
    for (SampleJob.Planned planned : plan.planned()) {
      Drawing.put(blocks.addObject(), planned, job.model().schema());
    }
    exchange.send(answer);
  }

  private Drawing drawing(Exchange exchange) {
    return drawings.get(jobs.get(exchange.path("id")), exchange.path("sample"));
  }

  private void sample(Exchange exchange) throws IOException {
    exchange.send(drawing(exchange).json());
  }

  private void cancel(Exchange exchange) throws IOException {
    Drawing drawing = drawing(exchange);
    drawings.remove(jobs.get(exchange.path("id")), drawing);
    exchange.send(drawing.json());
  }

  private void file(Exchange exchange) throws IOException {
    Drawing drawing = drawing(exchange);
    if (drawing.state() != Drawing.State.DONE) {
      throw HttpFailure.conflict("The rows are not all drawn", "Wait for them.");
    }
    String name = FileNames.stem(jobs.get(exchange.path("id")).name()) + "-" + drawing.id();
    boolean text = name.endsWith(".csv");
    exchange.download(drawing.file(), text ? "text/csv" : "application/octet-stream", name);
  }
}
