package io.semblance.studio.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.flow.FitJob;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a job is to do.
 *
 * @param table the identifier of the table to learn
 * @param model the name of the synthesizer
 * @param rows how many rows to draw; null for as many as the table has
 * @param options of the fit, by their keys, see {@link FitJob#catalogue()}
 */
public record JobRequest(String table, String model, Long rows, Map<String, Object> options) {
  /** For more, the command is the better way. */
  public static final long MOST_ROWS = 100_000_000;

  /** What the server itself decides. */
  private static final Set<String> OURS = Set.of("checkpoint", "checkpoint_every", "resume");

  /**
   * From JSON, checked as far as it can be without the table.
   *
   * @throws HttpFailure if something is missing or unknown
   */
  public static JobRequest of(JsonNode json) {
    String model = json.path("model").asText(Synthesizers.DEFAULT);
    Synthesizers.byName(model);
    long asked = Json.wholeNumber(json, "rows", -1, 1, MOST_ROWS);
    Long rows = asked < 0 ? null : asked;
    Map<String, Object> options = new LinkedHashMap<>(Json.map(json.get("options")));
    options.values().removeIf(value -> value == null || value.equals(""));
    for (String key : options.keySet()) {
      if (OURS.contains(key)) {
        throw HttpFailure.bad("the studio itself decides about " + key, "Leave it out.");
      }
    }
    JobRequest request = new JobRequest(json.path("table").asText(null), model, rows, options);
    request.check();
    return request;
  }

  /** What a fit would refuse without looking at the table. */
  private void check() {
    FitOptions fit = fitOptions();
    Synthesizer synthesizer = synthesizer();
    if (fit.series() == null && !synthesizer.learnsRows()) {
      throw HttpFailure.bad(
          model + " learns sequences, and nothing says how rows make some",
          "Say under More options what orders rows (time), whose they are (sequence-by), or how long"
              + " windows shall be (length); or take another model.");
    }
    FitJob.check(synthesizer, fit);
  }

  /** The model. */
  public Synthesizer synthesizer() {
    return Synthesizers.byName(model);
  }

  /**
   * The options, checked.
   *
   * @throws IllegalArgumentException if one is unknown or not sound
   */
  public FitOptions fitOptions() {
    return FitOptions.fromPlain(options, FitJob.catalogue());
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("table", table);
    json.put("model", model);
    json.put("rows", rows);
    json.set("options", Json.node(options));
    return json;
  }
}
