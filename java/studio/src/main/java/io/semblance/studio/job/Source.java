package io.semblance.studio.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.studio.http.Json;
import io.semblance.studio.store.Reading;
import io.semblance.studio.store.StudioTable;

/**
 * What a job remembers of its table, should that be gone.
 *
 * @param name what people call it
 * @param place where it lies; for an upload its name
 * @param reading how it was read
 */
public record Source(String name, String place, Reading reading) {
  static Source of(StudioTable table) {
    return new Source(
        table.name(), table.uploaded() ? table.name() : table.place().toString(), table.reading());
  }

  static Source of(JsonNode json) {
    return new Source(
        json.get("name").asText(),
        json.get("place").asText(),
        Reading.USUAL.with(json.get("reading")));
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("name", name).put("place", place);
    json.set("reading", reading.json());
    return json;
  }
}
