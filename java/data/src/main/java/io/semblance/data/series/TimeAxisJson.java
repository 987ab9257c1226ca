package io.semblance.data.series;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Text;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link TimeAxis} as JSON, which may come back broken or hostile. */
final class TimeAxisJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_COLUMNS = 1000;

  private final String source;

  private TimeAxisJson(String source) {
    this.source = source;
  }

  static String write(List<TimeColumn> time, List<TimeColumn> following, ZoneId zone) {
    ObjectNode root = MAPPER.createObjectNode();
    List<TimeColumn> all = new ArrayList<>(time);
    all.addAll(following);
    try {
      Schema schema = Schema.of(all.stream().map(TimeColumn::schema).toList());
      root.set("schema", MAPPER.readTree(schema.toJson()));
      ArrayNode parts = root.putArray("parts");
      all.forEach(column -> parts.add(column.part().name().toLowerCase(Locale.ROOT)));
      root.put("following", following.size());
      root.put("zone", zone.getId());
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static TimeAxis read(String json, String source) {
    return new TimeAxisJson(source).read(json);
  }

  private TimeAxis read(String json) {
    JsonNode root;
    try {
      root = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
    } catch (JsonProcessingException e) {
      throw DataException.builder("this is no JSON: " + e.getOriginalMessage())
          .source(source)
          .remedy("the file is damaged; fetch or make it again")
          .cause(e)
          .build();
    }
    check(root != null && root.isObject() && root.has("schema"), "lacks \"schema\"");
    Schema schema = Schema.fromJson(root.get("schema").toString(), source);
    int size = schema.size();
    check(size <= MOST_COLUMNS, "has more columns than a time can have");
    JsonNode parts = root.path("parts");
    check(parts.isArray() && parts.size() == size, "needs one of \"parts\" per column");
    JsonNode count = root.path("following");
    check(
        count.isIntegralNumber()
            && count.canConvertToInt()
            && count.intValue() >= 0
            && count.intValue() < size,
        "\"following\" is no number of columns");
    int first = size - count.intValue();
    List<TimeColumn> columns = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      TimeColumn column = new TimeColumn(schema.column(i), part(parts.get(i)));
      check(fits(column, i >= first, first == 1), "has a part that its column cannot tell");
      columns.add(column);
    }
    try {
      TimeColumn.check(columns.subList(0, first));
    } catch (DataException e) {
      throw fault(e.getMessage());
    }
    check(root.path("zone").isTextual(), "lacks \"zone\"");
    TimeAxis axis =
        new TimeAxis(
            columns.subList(0, first),
            columns.subList(first, size),
            zone(root.get("zone").textValue()));
    check(first == size || axis.calendar(), "has columns that follow from no calendar");
    return axis;
  }

  private static boolean fits(TimeColumn column, boolean follows, boolean alone) {
    ColumnSchema schema = column.schema();
    ColumnType type = schema.type();
    return switch (column.part()) {
      case ITSELF -> type.isNumeric() && alone && !follows;
      case DATE -> type == ColumnType.DATETIME && !alone && !follows;
      case CLOCK -> type == ColumnType.TIME && !alone && !follows;
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, DAY_OF_YEAR ->
          type == ColumnType.INTEGER && (follows || !alone);
      case WEEKDAY_FROM_MONDAY_0,
          WEEKDAY_FROM_MONDAY_1,
          WEEKDAY_FROM_SUNDAY_0,
          WEEKDAY_FROM_SUNDAY_1 ->
          type == ColumnType.INTEGER && follows;
    };
  }

  private TimePart part(JsonNode node) {
    for (TimePart part : TimePart.values()) {
      if (node.isTextual() && part.name().toLowerCase(Locale.ROOT).equals(node.textValue())) {
        return part;
      }
    }
    throw fault("has an unknown part " + Text.shorten(node.toString()));
  }

  private ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw fault("has an unknown zone '" + Text.shorten(id) + "'");
    }
  }

  private void check(boolean ok, String problem) {
    if (!ok) {
      throw fault(problem);
    }
  }

  private DataException fault(String problem) {
    return DataException.builder("the time of the series: " + problem)
        .source(source)
        .remedy("the file is damaged or was changed by hand; make it again")
        .build();
  }
}
