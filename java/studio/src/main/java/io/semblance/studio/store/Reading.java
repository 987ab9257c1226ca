package io.semblance.studio.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnType;
import io.semblance.data.csv.CsvOptions;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a table is read where the file does not say it, as people correct it.
 *
 * @param types by column, as {@code --type} takes them, without forms
 * @param forms by column: the pattern of dates, a number that shows the decimal mark
 * @param missing texts that stand for a missing value, beside the usual ones
 * @param header whether the first line holds names
 * @param names of the columns, in order; empty for those of the file
 */
public record Reading(
    Map<String, String> types,
    Map<String, String> forms,
    List<String> missing,
    boolean header,
    List<String> names) {
  /** As the file says. */
  public static final Reading USUAL = new Reading(Map.of(), Map.of(), List.of(), true, List.of());

  /**
   * From JSON; what is not there stays as it was.
   *
   * @throws HttpFailure if a type is unknown
   */
  public Reading with(JsonNode json) {
    Map<String, String> newTypes = texts(json, "types", types);
    newTypes.forEach((column, type) -> ColumnType.parse(type));
    return new Reading(
        newTypes,
        texts(json, "forms", forms),
        list(json, "missing", missing),
        header(json, header),
        list(json, "names", names));
  }

  private static boolean header(JsonNode json, boolean otherwise) {
    if (json.has("header") && !json.get("header").isBoolean()) {
      throw HttpFailure.bad("\"header\" must be true or false", "");
    }
    return json.path("header").asBoolean(otherwise);
  }

  private static List<String> list(JsonNode json, String name, List<String> otherwise) {
    if (!json.has(name)) {
      return otherwise;
    }
    if (!json.get(name).isArray()) {
      throw HttpFailure.bad("\"" + name + "\" must be a list of texts", "");
    }
    List<String> read = new ArrayList<>();
    json.get(name).forEach(each -> read.add(each.asText()));
    return List.copyOf(read);
  }

  private static Map<String, String> texts(
      JsonNode json, String name, Map<String, String> otherwise) {
    if (!json.has(name)) {
      return otherwise;
    }
    if (!json.get(name).isObject()) {
      throw HttpFailure.bad("\"" + name + "\" must be an object of texts", "");
    }
    Map<String, String> read = new LinkedHashMap<>();
    json.get(name).properties().forEach(e -> read.put(e.getKey(), e.getValue().asText()));
    return read;
  }

  /** As JSON, see {@link #with}. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("types", Json.node(types));
    json.set("forms", Json.node(forms));
    json.set("missing", Json.node(missing));
    json.put("header", header);
    json.set("names", Json.node(names));
    return json;
  }

  /** For the reader of tables. */
  public CsvOptions options(Consumer<String> onWarning) {
    Map<String, ColumnType> laidDown = new LinkedHashMap<>();
    types.forEach((column, type) -> laidDown.put(column, ColumnType.parse(type)));
    CsvOptions.Builder options =
        CsvOptions.builder().types(laidDown).forms(forms).header(header).onWarning(onWarning);
    missing.forEach(options::addMissing);
    if (!names.isEmpty()) {
      options.columnNames(names);
    }
    return options.build();
  }
}
