package io.semblance.synth.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entries of an archive, all in memory. Every error is a {@link ModelFileException} that names
 * the file and the entry.
 */
public final class ArchiveReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String source;
  private final Map<String, byte[]> entries;
  private final String prefix;
  private final Set<String> begun = new HashSet<>();

  ArchiveReader(String source, Map<String, byte[]> entries) {
    this(source, entries, "");
  }

  private ArchiveReader(String source, Map<String, byte[]> entries, String prefix) {
    this.source = source;
    this.entries = entries;
    this.prefix = prefix;
  }

  /** A reader of what was written {@linkplain ArchiveWriter#within within} a folder. */
  public ArchiveReader within(String folder) {
    return new ArchiveReader(source, entries, prefix + folder + "/");
  }

  /**
   * Notes that a model of a kind is being read from this folder, which has room for one of each.
   *
   * @return false if one was begun before: a model cannot be a part of itself
   */
  public boolean begin(String kind) {
    return begun.add(kind);
  }

  /** Whether there is such an entry. */
  public boolean has(String name) {
    return entries.containsKey(prefix + name);
  }

  /**
   * The bytes of an entry.
   *
   * @throws ModelFileException if there is none
   */
  public byte[] bytes(String name) {
    byte[] content = entries.get(prefix + name);
    if (content == null) {
      throw new ModelFileException(source + " is no whole model: it has no " + prefix + name);
    }
    return content;
  }

  /** The text of an entry. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /**
   * The JSON of an entry.
   *
   * @throws ModelFileException if it is none
   */
  public JsonNode json(String name) {
    try {
      return MAPPER.readTree(bytes(name));
    } catch (IOException e) {
      throw new ModelFileException(source + " is broken: " + prefix + name + " is no JSON", e);
    }
  }

  /**
   * The JSON object of an entry.
   *
   * @throws ModelFileException if it is none
   */
  public ObjectNode object(String name) {
    if (json(name) instanceof ObjectNode o) {
      return o;
    }
    throw new ModelFileException(where(name) + " is no JSON object");
  }

  /**
   * JSON as an object of a type, as Jackson sees it.
   *
   * @param name the entry that the JSON is from, for messages
   * @throws ModelFileException if it does not fit the type
   */
  public <T> T value(JsonNode node, Class<T> type, String name) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new ModelFileException(where(name) + " is broken" + reason(e), e);
    }
  }

  /** In our words: those of the JSON library speak of classes. */
  private static String reason(JsonProcessingException e) {
    Throwable cause = e.getCause();
    boolean ours = cause instanceof IllegalArgumentException || cause instanceof EngineException;
    if (ours && cause.getMessage() != null) {
      return ": " + cause.getMessage();
    }
    String place =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    return place.isEmpty() ? "" : " at " + place + ", where another kind of value was expected";
  }

  /** How errors name an entry. */
  public String where(String name) {
    return source + ", entry " + prefix + name;
  }

  /** How errors name the file. */
  public String source() {
    return source;
  }
}
