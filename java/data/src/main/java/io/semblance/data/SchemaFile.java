package io.semblance.data;

import java.util.List;

/**
 * What a schema file says: the columns of a table, and what holds in its rows.
 *
 * <pre>{@code
 * {"columns": [{"name": "age", "type": "integer", ...}, ...],
 *  "rules": ["start <= end", "total = quantity * price"]}
 * }</pre>
 *
 * @param rules as {@link io.semblance.data.rule.Rules#of} reads them; null where the file says
 *     nothing about rules, empty where it says that there are none
 */
public record SchemaFile(Schema schema, List<String> rules) {
  public SchemaFile {
    rules = rules == null ? null : List.copyOf(rules);
  }

  /** As indented JSON, meant to be edited by hand and read by {@link #fromJson}. */
  public String toJson() {
    return SchemaJson.write(schema, rules);
  }

  /**
   * Reads what {@link #toJson} wrote, or a person.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is not JSON or says something impossible
   */
  public static SchemaFile fromJson(String json, String sourceName) {
    return SchemaJson.readFile(json, sourceName);
  }
}
