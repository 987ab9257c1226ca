package io.semblance.studio.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.source.Place;
import io.semblance.data.source.Tables;
import io.semblance.quality.profile.Alert;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.HeadAndTail;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.studio.http.Json;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One table of the studio: where it lies, how it is read, and what was seen in it. */
public final class StudioTable {
  /** How far reading is. */
  public enum State {
    READING,
    READY,
    FAILED
  }

  private static final int EXAMPLES = 3;
  private static final int LONGEST_EXAMPLE = 60;
  private static final int LABELS = 50;

  private final Instant created;
  private final String id;
  private final Path folder;
  private final String name;
  private final Place place;
  private Reading reading;
  private boolean kept;
  private State state = State.READING;
  private String error = "";
  private List<String> warnings = List.of();
  private Profile profile;
  private List<String> rules = List.of();
  private SoftReference<Table> rows = new SoftReference<>(null);
  private int version;

  StudioTable(Path folder, String name, Place place, Reading reading, Instant created) {
    this.created = created;
    this.id = folder.getFileName().toString();
    this.folder = folder;
    this.name = name;
    this.place = place;
    this.reading = reading;
  }

  static StudioTable restored(Path folder) throws IOException {
    JsonNode facts = Workspace.read(folder);
    // Uploads by the name of their file alone: the folder may have been moved.
    Place place =
        facts.has("file")
            ? Place.of(folder.resolve(facts.get("file").asText()).toString())
            : Place.of(facts.get("place").asText());
    StudioTable table =
        new StudioTable(
            folder,
            facts.get("name").asText(),
            place,
            Reading.USUAL.with(facts.get("reading")),
            Instant.parse(facts.get("created").asText()));
    table.kept = facts.path("kept").asBoolean();
    return table;
  }

  synchronized void save() throws IOException {
    ObjectNode facts = Json.object();
    facts.put("name", name);
    if (uploaded()) {
      facts.put("file", Path.of(place.address()).getFileName().toString());
    } else {
      String table = place.table();
      facts.put("place", table == null ? place.address() : place.address() + "#" + table);
    }
    facts.set("reading", reading.json());
    facts.put("kept", kept);
    facts.put("created", created.toString());
    Workspace.write(folder, facts);
  }

  /** Whether it lies in the studio's own folder. */
  public boolean uploaded() {
    return !place.isDatabase() && Path.of(place.address()).startsWith(folder);
  }

  /** When it came. */
  public Instant created() {
    return created;
  }

  /** Its identifier. */
  public String id() {
    return id;
  }

  /** Its folder. */
  public Path folder() {
    return folder;
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** Where it lies. */
  public Place place() {
    return place;
  }

  /** How it is read. */
  public synchronized Reading reading() {
    return reading;
  }

  /** How far reading is. */
  public synchronized State state() {
    return state;
  }

  /** Whether it outlives the server. */
  public synchronized boolean kept() {
    return kept;
  }

  synchronized void keep(boolean value) {
    kept = value;
  }

  /** Counts how often it was read anew; pages made of an earlier reading are out of date. */
  public synchronized int version() {
    return version;
  }

  synchronized void readAgain(Reading other) {
    reading = other;
    state = State.READING;
    error = "";
    profile = null;
    rows = new SoftReference<>(null);
    version++;
  }

  synchronized void ready(int ofVersion, Profile seen, List<String> rulesFound, List<String> said) {
    if (ofVersion == version) {
      profile = seen;
      rules = List.copyOf(rulesFound);
      warnings = List.copyOf(said);
      state = State.READY;
      notifyAll();
    }
  }

  synchronized void failed(int ofVersion, String words) {
    if (ofVersion == version) {
      error = words;
      state = State.FAILED;
      notifyAll();
    }
  }

  synchronized void awaitRead() throws InterruptedException {
    while (state == State.READING) {
      wait();
    }
  }

  /** What was seen in it; null unless ready. */
  public synchronized Profile profile() {
    return profile;
  }

  /** All rows; read again where memory was needed for something else. */
  public Table rows() {
    Table table;
    Reading how;
    int ofVersion;
    synchronized (this) {
      table = rows.get();
      how = reading;
      ofVersion = version;
    }
    if (table == null) {
      table = Tables.read(place, how.options(warning -> {}));
      synchronized (this) {
        if (ofVersion == version) {
          rows = new SoftReference<>(table);
        }
      }
    }
    return table;
  }

  /** In a line of a list. */
  public synchronized ObjectNode outline() {
    ObjectNode json = Json.object();
    json.put("id", id);
    json.put("name", name);
    json.put("place", uploaded() ? "" : place.toString());
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    json.put("kept", kept);
    json.put("version", version);
    if (!error.isEmpty()) {
      json.put("error", error);
    }
    if (profile != null) {
      json.put("rows", profile.summary().rows());
      json.put("columns", profile.summary().schema().size());
    }
    return json;
  }

  /** With every column as it is understood, alerts, and the first rows. */
  public synchronized ObjectNode details() {
    ObjectNode json = outline();
    json.set("reading", reading.json());
    json.set("warnings", Json.node(warnings));
    if (profile == null) {
      return json;
    }
    ArrayNode alerts = json.putArray("alerts");
    for (Alert alert : profile.alerts()) {
      if (alert.kind() != Alert.Kind.RULE) {
        ObjectNode each = alerts.addObject();
        each.put("kind", alert.kind().label());
        each.put("warning", alert.kind().warning());
        each.put("column", alert.column());
        each.put("other", alert.other());
        each.put("words", alert.words());
      }
    }
    json.set("rules", Json.node(rules));
    Schema schema = profile.summary().schema();
    List<HeadAndTail.Row> head = profile.summary().ends().head();
    ArrayNode columns = json.putArray("schema");
    for (int i = 0; i < schema.size(); i++) {
      column(columns.addObject(), profile.summary().columns().get(i), head, i);
    }
    ArrayNode first = json.putArray("head");
    head.forEach(row -> first.add(Json.node(row.cells())));
    return json;
  }

  private static void column(
      ObjectNode json, ColumnSummary column, List<HeadAndTail.Row> head, int position) {
    ColumnSchema schema = column.schema();
    json.put("name", schema.name());
    json.put("type", schema.type().label());
    json.put("missing", (double) column.missing() / Math.max(1, column.rows()));
    json.put("distinct", column.distinct());
    json.put("exact", column.exact());
    if (schema.stored() != null) {
      json.put("stored", schema.stored().toString());
    }
    json.set("facts", Json.node(schema.kind().facts()));
    Set<String> examples = new LinkedHashSet<>();
    for (HeadAndTail.Row row : head) {
      String cell = row.cells().get(position);
      if (cell != null && !cell.isEmpty() && examples.size() < EXAMPLES) {
        examples.add(cell.length() > LONGEST_EXAMPLE ? cell.substring(0, LONGEST_EXAMPLE) : cell);
      }
    }
    json.set("examples", Json.node(new ArrayList<>(examples)));
    if (column instanceof NumericSummary numbers && numbers.present() > 0) {
      Json.put(json, "least", numbers.moments().min());
      Json.put(json, "greatest", numbers.moments().max());
    } else if (column instanceof LabelSummary labels) {
      json.set("labels", Json.node(labels.common(LABELS).stream().map(f -> f.key()).toList()));
    }
  }
}
