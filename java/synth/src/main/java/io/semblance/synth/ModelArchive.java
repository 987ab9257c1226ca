package io.semblance.synth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.DataException;
import io.semblance.engine.EngineException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The model file: a zip of JSON and safetensors entries. Entries are read into memory and never
 * extracted, so their names cannot lead anywhere; sizes and numbers are bounded.
 */
final class ModelArchive {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String MANIFEST = "manifest.json";
  private static final int FORMAT = 1;
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 1L << 30;

  private ModelArchive() {}

  /** Collects entries. */
  static final class Writer {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    void put(String name, byte[] content) {
      entries.put(name, content);
    }

    void put(String name, String text) {
      put(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Entries of a file. */
  static final class Reader {
    private final String source;
    private final Map<String, byte[]> entries;

    private Reader(String source, Map<String, byte[]> entries) {
      this.source = source;
      this.entries = entries;
    }

    byte[] bytes(String name) {
      byte[] content = entries.get(name);
      if (content == null) {
        throw new ModelFileException(source + " is no whole model: it has no " + name);
      }
      return content;
    }

    String text(String name) {
      return new String(bytes(name), StandardCharsets.UTF_8);
    }

    JsonNode json(String name) {
      try {
        return MAPPER.readTree(bytes(name));
      } catch (IOException e) {
        throw new ModelFileException(source + " is broken: " + name + " is no JSON", e);
      }
    }

    /** How errors name an entry. */
    String where(String name) {
      return source + ", entry " + name;
    }
  }

  static void save(Model model, Path file) {
    Writer writer = new Writer();
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("format", FORMAT);
    manifest.put("made_by", "Semblance " + Provenance.VERSION);
    manifest.put("kind", model instanceof PerClassModel ? "per-class" : "tabular");
    writer.put(MANIFEST, manifest.toPrettyString());
    writer.put("provenance.json", model.provenance().toJson());
    model.write(writer, "");
    try {
      put(writer, Files.exists(file) ? file.toRealPath() : file);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) { // a full disk does not say whose
      FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
      named.initCause(e);
      throw new UncheckedIOException(named);
    }
  }

  private static void put(Writer writer, Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A file moved to the place of a device would destroy the device.
      write(writer, Files.newOutputStream(target, StandardOpenOption.WRITE));
      return;
    }
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = target.resolveSibling(name);
    try {
      write(writer, Files.newOutputStream(part));
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Writer writer, OutputStream raw) throws IOException {
    try (OutputStream out = new BufferedOutputStream(raw);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> e : writer.entries.entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        entry.setTime(0); // The same model is the same bytes.
        zip.putNextEntry(entry);
        zip.write(e.getValue());
        zip.closeEntry();
      }
    }
  }

  static Model load(Path file) {
    if (Files.isDirectory(file)) {
      throw new ModelFileException(file + " is a directory, no model file");
    }
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException("there is no model file " + file, e);
    } catch (ZipException | EOFException e) {
      throw new ModelFileException(
          file
              + " is not a Semblance model, or a part of one is missing ("
              + e.getMessage()
              + "); copy it again, or fit again",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DataException | EngineException | IllegalArgumentException e) {
      throw new ModelFileException(file + " is broken: " + e.getMessage(), e);
    }
  }

  private static Model read(Path file) throws IOException {
    Map<String, byte[]> entries = entries(file);
    Reader reader = new Reader(file.toString(), entries);
    if (!entries.containsKey(MANIFEST)) {
      throw new ModelFileException(
          file
              + " is no model file: expected a zip with a "
              + MANIFEST
              + ", as 'semblance fit' writes it");
    }
    JsonNode manifest = object(reader, MANIFEST);
    if (manifest.path("format").asInt(-1) != FORMAT) {
      throw new ModelFileException(
          file
              + " has format "
              + manifest.path("format")
              + " by "
              + manifest.path("made_by")
              + "; this version reads format "
              + FORMAT);
    }
    Provenance provenance = new Provenance(object(reader, "provenance.json"));
    return switch (manifest.path("kind").asText()) {
      case "tabular" -> TabularModel.read(reader, "", provenance);
      case "per-class" -> PerClassModel.read(reader, provenance);
      default ->
          throw new ModelFileException(
              file
                  + " is of an unknown kind, "
                  + manifest.path("kind")
                  + "; expected \"tabular\" or \"per-class\"");
    };
  }

  /** All entries, their sizes bounded and their checksums held against what was written. */
  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    long left = MOST_BYTES;
    // Not a stream: only the directory at the end of the file tells that nothing was cut off.
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry e : Collections.list(zip.entries())) {
        byte[] content;
        try (InputStream in = zip.getInputStream(e)) {
          content = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        }
        left -= content.length;
        if (left < 0 || entries.size() >= MOST_ENTRIES) {
          throw new ModelFileException(
              file
                  + " is refused: it unpacks to more than "
                  + (MOST_BYTES >> 20)
                  + " MB or "
                  + MOST_ENTRIES
                  + " entries, which no model of ours does");
        }
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if (checksum.getValue() != e.getCrc()) {
          throw new ZipException("the checksum of " + e.getName() + " is wrong");
        }
        entries.put(e.getName(), content);
      }
    }
    return entries;
  }

  static ObjectNode object(Reader reader, String name) {
    if (reader.json(name) instanceof ObjectNode o) {
      return o;
    }
    throw new ModelFileException(reader.where(name) + " is no JSON object");
  }

  static <T> T value(JsonNode node, Class<T> type, String where) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new ModelFileException(where + " is broken: " + e.getOriginalMessage(), e);
    }
  }
}
