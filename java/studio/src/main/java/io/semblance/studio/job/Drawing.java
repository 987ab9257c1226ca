package io.semblance.studio.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.flow.SampleBlock;
import io.semblance.flow.SampleJob;
import io.semblance.quality.summary.Cells;
import io.semblance.studio.http.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Rows of a finished job's model, under conditions, in a file of their own. */
public final class Drawing {
  /** How far it is. */
  public enum State {
    DRAWING,
    DONE,
    CANCELLED,
    FAILED
  }

  private static final int PREVIEW = 100;

  private final String id;
  private final String job;
  private final Path file;
  private final long seed;
  private final List<SampleJob.Planned> planned;
  private final Schema schema;
  private final List<List<String>> preview = new ArrayList<>();
  private State state = State.DRAWING;
  private boolean cancelled;
  private String error = "";
  private long rows;

  Drawing(String job, Path file, long seed, SampleJob sample, Schema schema) {
    this.id = file.getFileName().toString();
    this.job = job;
    this.file = file;
    this.seed = seed;
    // Without the models, which are large.
    planned =
        sample.planned().stream()
            .map(p -> new SampleJob.Planned(p.block(), null, p.probability(), p.triesEach()))
            .toList();
    this.schema = schema;
  }

  /** Its identifier, which is the name of its file. */
  public String id() {
    return id;
  }

  /** Where the rows lie once it is done. */
  public Path file() {
    return file;
  }

  /** Key of its random choices. */
  public long seed() {
    return seed;
  }

  /** How many rows were asked for. */
  public long asked() {
    return planned.stream().mapToLong(each -> each.block().rows()).sum();
  }

  /** A name for it among those of all jobs. */
  public String key() {
    return job + id;
  }

  /** The job whose model draws. */
  String job() {
    return job;
  }

  Schema schema() {
    return schema;
  }

  /** How far it is. */
  public synchronized State state() {
    return state;
  }

  synchronized void end(State now, String words) {
    state = now;
    error = words;
    notifyAll();
  }

  /** Waits until it has ended. */
  synchronized void await(long seconds) {
    long until = System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(seconds);
    try {
      for (long left = 1; state == State.DRAWING && left > 0; ) {
        left = until - System.currentTimeMillis();
        wait(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void cancel() {
    cancelled = true;
  }

  synchronized boolean cancelled() {
    return cancelled;
  }

  synchronized void took(Table part) {
    for (int row = 0; row < part.rows() && preview.size() < PREVIEW; row++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < part.width(); i++) {
        cells.add(Cells.text(part.column(i), row));
      }
      preview.add(cells);
    }
    rows += part.rows();
  }

  /** What is drawn in a block, and how rare such rows are. */
  public static void put(ObjectNode json, SampleJob.Planned planned, Schema schema) {
    SampleBlock block = planned.block();
    json.put("rows", block.rows());
    json.put("words", block.condition() == null ? "" : block.condition().describe(schema));
    json.put("share", planned.probability());
    json.put("exact", planned.exact());
  }

  /** What was asked, how far it is, and the first rows. */
  public synchronized ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("id", id);
    json.put("job", job);
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    json.put("seed", seed);
    json.put("rows", rows);
    if (!error.isEmpty()) {
      json.put("error", error);
    }
    ArrayNode blocks = json.putArray("blocks");
    for (SampleJob.Planned each : planned) {
      ObjectNode node = blocks.addObject();
      put(node, each, schema);
    }
    json.set("columns", Json.node(schema.names()));
    if (state == State.DONE) {
      json.set("head", Json.node(preview));
    }
    return json;
  }
}
