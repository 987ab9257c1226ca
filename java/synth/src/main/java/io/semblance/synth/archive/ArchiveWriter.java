package io.semblance.synth.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the entries of an archive: names with bytes, in the order in which they are put. A
 * writer {@linkplain #within within} a folder puts into the same archive under that folder, so that
 * a model of models needs to know nothing of the names that its parts choose.
 */
public final class ArchiveWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, byte[]> entries;
  private final String prefix;

  /** An empty archive. */
  public ArchiveWriter() {
    this(new LinkedHashMap<>(), "");
  }

  private ArchiveWriter(Map<String, byte[]> entries, String prefix) {
    this.entries = entries;
    this.prefix = prefix;
  }

  /** A writer of the same archive whose names begin with {@code folder} and a slash. */
  public ArchiveWriter within(String folder) {
    return new ArchiveWriter(entries, prefix + folder + "/");
  }

  /**
   * Puts an entry.
   *
   * @throws IllegalStateException if there is one of that name
   */
  public void put(String name, byte[] content) {
    if (entries.putIfAbsent(prefix + name, content) != null) {
      throw new IllegalStateException("the archive has an entry " + prefix + name + " already");
    }
  }

  /** Puts text, in UTF-8. */
  public void put(String name, String text) {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts JSON, pretty-printed. */
  public void put(String name, JsonNode json) {
    put(name, json.toPrettyString());
  }

  /** An object as JSON, as Jackson sees it: records by their components. */
  public static JsonNode json(Object value) {
    return MAPPER.valueToTree(value);
  }

  Map<String, byte[]> entries() {
    return entries;
  }
}
