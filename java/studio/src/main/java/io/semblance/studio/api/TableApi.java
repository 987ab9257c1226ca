package io.semblance.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.profile.ProfilePage;
import io.semblance.studio.http.Exchange;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.studio.http.Router;
import io.semblance.studio.job.JobRunner;
import io.semblance.studio.store.StudioTable;
import io.semblance.studio.store.TableStore;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Tables: brought in, looked at, corrected, profiled. */
public final class TableApi {
  private static final List<String> READING =
      List.of("types", "forms", "missing", "header", "names");
  private static final Set<String> KNOWN =
      Set.of("kept", "types", "forms", "missing", "header", "names");

  private final TableStore tables;
  private final JobRunner jobs;

  /** Over these tables; jobs say which of them are needed. */
  public TableApi(TableStore tables, JobRunner jobs) {
    this.tables = tables;
    this.jobs = jobs;
  }

  /** Adds its endpoints. */
  public void addTo(Router router) {
    router
        .on("GET", "/api/tables", this::list)
        .on("POST", "/api/tables", this::open)
        .on("POST", "/api/uploads", this::upload)
        .on("GET", "/api/tables/{id}", e -> e.send(table(e).details()))
        .on("PATCH", "/api/tables/{id}", this::change)
        .on("DELETE", "/api/tables/{id}", this::delete)
        .on("GET", "/api/tables/{id}/profile", this::profile);
  }

  private StudioTable table(Exchange exchange) {
    return tables.get(exchange.path("id"));
  }

  private void list(Exchange exchange) throws IOException {
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("tables");
    tables.all().forEach(table -> all.add(table.outline()));
    exchange.send(json);
  }

  private void open(Exchange exchange) throws IOException {
    JsonNode json = exchange.json();
    StudioTable table =
        json.path("sample").asBoolean() ? tables.sample() : tables.open(Bodies.text(json, "place"));
    exchange.send(201, table.outline());
  }

  private void upload(Exchange exchange) throws IOException {
    String name = exchange.query("name");
    if (name == null || name.isBlank()) {
      throw HttpFailure.bad("The name of the file is missing", "Give it as ?name=table.csv.");
    }
    exchange.send(201, tables.upload(name, exchange.body(), exchange.length()).outline());
  }

  private void change(Exchange exchange) throws IOException {
    StudioTable table = table(exchange);
    JsonNode json = exchange.json();
    Bodies.only(json, KNOWN);
    if (json.has("kept")) {
      tables.keep(table, Bodies.flag(json, "kept"));
    }
    if (READING.stream().anyMatch(json::has)) {
      if (jobs.needs(table)) {
        throw HttpFailure.conflict(
            "A job that is not done learns this table", "Wait for it, or cancel it.");
      }
      tables.readAgain(table, table.reading().with(json));
    }
    exchange.send(table.details());
  }

  private void delete(Exchange exchange) throws IOException {
    StudioTable table = table(exchange);
    if (jobs.needs(table)) {
      throw HttpFailure.conflict(
          "A job that is not done learns this table", "Wait for it, or cancel it.");
    }
    tables.delete(table);
    exchange.send(Json.object());
  }

  private void profile(Exchange exchange) throws IOException {
    exchange.page(ProfilePage.render(tables.ready(exchange.path("id")).profile()));
  }
}
