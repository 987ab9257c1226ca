package io.semblance.synth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Table;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.Differences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where a model comes from: enough to fit it again and to tell models apart.
 *
 * @param synthesizer name of what fitted it
 * @param version of this project that fitted it
 * @param options on which a model depends, {@link FitOptions#definition()}, but for the backend
 * @param settings every hyperparameter with the value that it had
 * @param data the table
 * @param environment what it was computed with
 * @param training how training went
 * @param parts where the parts of a model of several models come from, in their order
 */
public record Provenance(
    String synthesizer,
    String version,
    Map<String, Object> options,
    Map<String, String> settings,
    Data data,
    Environment environment,
    Training training,
    List<Provenance> parts) {
  private static final String LOSS = "_loss";
  private static final String VALIDATION = "validation" + LOSS;

  public Provenance {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    parts = List.copyOf(parts);
  }

  /**
   * A table.
   *
   * @param sha256 over schema and cells: tells tables apart, tells nothing of their rows
   * @param heldOut the table that models were judged by while training; null for none
   */
  public record Data(int rows, int columns, String sha256, Data heldOut) {
    static Data of(Table table, Table heldOutOrNull) {
      return new Data(
          table.rows(),
          table.width(),
          TableHash.of(table),
          heldOutOrNull == null ? null : of(heldOutOrNull, null));
    }
  }

  /**
   * What a model was computed with.
   *
   * @param backend name of the backend; empty for models without networks
   * @param java version of the virtual machine
   * @param system name and architecture of the operating system
   */
  public record Environment(String backend, String java, String system) {
    static Environment of(String backend) {
      return new Environment(
          backend,
          Runtime.version().toString(),
          System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
  }

  /**
   * How training went.
   *
   * @param ended why, for people
   * @param curve losses on the way; none for models that are not trained in steps
   * @param events what had to be said to the user, in sentences
   */
  public record Training(String ended, List<CurvePoint> curve, List<String> events) {
    public Training {
      curve = List.copyOf(curve);
      events = List.copyOf(events);
    }
  }

  /**
   * One point of the training curve.
   *
   * @param losses of the last batch, by name
   * @param validation loss on held-out rows, NaN without validation
   */
  public record CurvePoint(int epoch, long step, Map<String, Double> losses, double validation) {
    public CurvePoint {
      losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses)); // their order stays
    }
  }

  /** Of a fit that has just ended. */
  public static Provenance of(
      String synthesizer,
      FitOptions options,
      Map<String, String> settings,
      Table train,
      String backend,
      Training training) {
    Table heldOut = options.validation() == null ? null : options.validation().heldOut();
    return new Provenance(
        synthesizer,
        currentVersion(),
        definition(options),
        settings,
        Data.of(train, heldOut),
        Environment.of(backend),
        training,
        List.of());
  }

  /** Without the backend that was asked for: the one that was used stands in the environment. */
  private static Map<String, Object> definition(FitOptions options) {
    Map<String, Object> definition = new LinkedHashMap<>(options.definition());
    definition.remove(FitCatalogue.BACKEND.key());
    return definition;
  }

  /** The same, of a model of several models. */
  public static Provenance of(
      String synthesizer, FitOptions options, Table train, List<Provenance> parts) {
    Training training =
        new Training(
            String.join("; ", parts.stream().map(p -> p.training().ended()).distinct().toList()),
            List.of(),
            parts.stream().flatMap(p -> p.training().events().stream()).toList());
    Provenance whole =
        of(
            synthesizer,
            options,
            parts.get(0).settings(),
            train,
            parts.get(0).environment().backend(),
            training);
    return new Provenance(
        whole.synthesizer,
        whole.version,
        whole.options,
        whole.settings,
        whole.data,
        whole.environment,
        whole.training,
        parts);
  }

  /**
   * In what a fit of this table with these options would be another one; empty if in nothing.
   *
   * @param name of the synthesizer
   */
  public String differences(String name, FitOptions wanted, Table train) {
    String backend =
        environment.backend().isEmpty() ? "" : Backends.select(wanted.backend()).name();
    return Differences.between(
        identity(synthesizer, version, data.sha256(), options, environment.backend()),
        identity(name, currentVersion(), TableHash.of(train), definition(wanted), backend));
  }

  private static ObjectNode identity(
      String synthesizer, String version, String table, Map<String, Object> fit, String backend) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("synthesizer", synthesizer);
    json.put("version", version);
    json.put("sha256 of the table", table);
    json.set("fit", new ObjectMapper().valueToTree(fit));
    json.put("backend", backend);
    return json;
  }

  /** The same with another account of how training went. */
  public Provenance with(Training other) {
    return new Provenance(synthesizer, version, options, settings, data, environment, other, parts);
  }

  /** The version of this project, as the build knows it. */
  public static String currentVersion() {
    Properties facts = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
      facts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return facts.getProperty("version");
  }

  /** All of it as JSON. */
  public ObjectNode tree() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("synthesizer", synthesizer);
    json.put("version", version);
    ObjectMapper mapper = new ObjectMapper();
    json.set("fit", mapper.valueToTree(options));
    json.put("seed", options.get("seed") instanceof Number seed ? seed.longValue() : 0);
    json.put("backend", environment.backend());
    json.put("java", environment.java());
    json.put("system", environment.system());
    json.put("ended", training.ended());
    json.set("settings", mapper.valueToTree(settings));
    json.set("data", tree(data));
    if (data.heldOut() != null) {
      json.set("held_out", tree(data.heldOut()));
    }
    ArrayNode points = json.putArray("curve");
    training.curve().forEach(p -> points.add(tree(p)));
    ArrayNode events = json.putArray("events");
    training.events().forEach(events::add);
    if (!parts.isEmpty()) {
      ArrayNode all = json.putArray("parts");
      parts.forEach(part -> all.add(part.tree()));
    }
    return json;
  }

  private static ObjectNode tree(Data data) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rows", data.rows());
    json.put("columns", data.columns());
    json.put("sha256", data.sha256());
    return json;
  }

  private static ObjectNode tree(CurvePoint p) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("epoch", p.epoch());
    json.put("step", p.step());
    p.losses().forEach((name, loss) -> putFinite(json, name + LOSS, loss));
    putFinite(json, VALIDATION, p.validation());
    return json;
  }

  private static void putFinite(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    }
  }

  /** Reads the entry of a model file; what an older version did not write is empty. */
  static Provenance read(ArchiveReader archive, String name) {
    return read(archive.object(name));
  }

  /** Reads what {@link #tree()} made. */
  static Provenance read(JsonNode json) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (json.path("fit").isObject()) {
      options.putAll(new ObjectMapper().convertValue(json.path("fit"), new TypeReference<>() {}));
    } else {
      options.put("seed", json.path("seed").asLong());
    }
    Map<String, String> settings = new LinkedHashMap<>();
    json.path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    List<CurvePoint> curve = new ArrayList<>();
    json.path("curve").forEach(point -> curve.add(point(point)));
    List<String> events = new ArrayList<>();
    json.path("events").forEach(event -> events.add(event.asText()));
    List<Provenance> parts = new ArrayList<>();
    json.path("parts").forEach(part -> parts.add(read(part)));
    Data heldOut = json.has("held_out") ? data(json.path("held_out"), null) : null;
    return new Provenance(
        json.path("synthesizer").asText(),
        json.path("version").asText(),
        options,
        settings,
        data(json.path("data"), heldOut),
        new Environment(
            json.path("backend").asText(),
            json.path("java").asText(),
            json.path("system").asText()),
        new Training(json.path("ended").asText(), curve, events),
        parts);
  }

  private static Data data(JsonNode json, Data heldOut) {
    return new Data(
        json.path("rows").asInt(),
        json.path("columns").asInt(),
        json.path("sha256").asText(),
        heldOut);
  }

  private static CurvePoint point(JsonNode json) {
    Map<String, Double> losses = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : json.properties()) {
      if (e.getKey().endsWith(LOSS) && !e.getKey().equals(VALIDATION)) {
        String name = e.getKey().substring(0, e.getKey().length() - LOSS.length());
        losses.put(name, e.getValue().asDouble());
      }
    }
    return new CurvePoint(
        json.path("epoch").asInt(),
        json.path("step").asLong(),
        losses,
        json.path(VALIDATION).asDouble(Double.NaN));
  }

  /** All of it, pretty-printed. */
  public String toJson() {
    return tree().toPrettyString();
  }
}
