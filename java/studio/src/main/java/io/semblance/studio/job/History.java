package io.semblance.studio.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.studio.http.Json;
import io.semblance.synth.FitProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How training went, as points in time: losses and fidelity. Bounded: when full, every other point
 * goes, so that the whole way stays in sight.
 */
final class History {
  private static final int MOST = 600;

  /** A look at the losses. */
  record Losses(double seconds, Map<String, Double> losses, double validation) {}

  /** A look at held-out fidelity. */
  record Fidelity(double seconds, double shape, double trend, double delta) {}

  private final List<Losses> losses = new ArrayList<>();
  private final List<Fidelity> fidelity = new ArrayList<>();

  synchronized void add(FitProgress progress, double seconds) {
    if (progress.losses().isEmpty()) {
      return;
    }
    thin(losses);
    losses.add(new Losses(seconds, progress.losses(), progress.validationScore()));
  }

  synchronized void add(Fidelity look) {
    thin(fidelity);
    fidelity.add(look);
  }

  /** Forgets what came after: a server was killed, and training goes on from before. */
  synchronized void cut(double seconds) {
    losses.removeIf(look -> look.seconds() > seconds);
    fidelity.removeIf(look -> look.seconds() > seconds);
  }

  private static void thin(List<?> points) {
    if (points.size() >= MOST) {
      for (int i = points.size() - 2; i > 0; i -= 2) {
        points.remove(i);
      }
    }
  }

  synchronized ObjectNode json() {
    ObjectNode json = Json.object();
    ArrayNode first = json.putArray("losses");
    for (Losses each : losses) {
      ObjectNode node = first.addObject();
      node.put("seconds", each.seconds());
      ObjectNode values = node.putObject("values");
      each.losses().forEach((name, value) -> Json.put(values, name, value));
      Json.put(node, "validation", each.validation());
    }
    ArrayNode second = json.putArray("fidelity");
    for (Fidelity each : fidelity) {
      ObjectNode node = second.addObject();
      node.put("seconds", each.seconds());
      Json.put(node, "shape", each.shape());
      Json.put(node, "trend", each.trend());
      Json.put(node, "delta", each.delta());
    }
    return json;
  }

  /** Takes up where an earlier server left. */
  synchronized void restore(JsonNode json) {
    for (JsonNode node : json.path("losses")) {
      Map<String, Double> values = new LinkedHashMap<>();
      node.path("values")
          .properties()
          .forEach(e -> values.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
      losses.add(
          new Losses(
              node.path("seconds").asDouble(),
              values,
              node.path("validation").asDouble(Double.NaN)));
    }
    for (JsonNode node : json.path("fidelity")) {
      fidelity.add(
          new Fidelity(
              node.path("seconds").asDouble(),
              node.path("shape").asDouble(Double.NaN),
              node.path("trend").asDouble(Double.NaN),
              node.path("delta").asDouble(Double.NaN)));
    }
  }
}
