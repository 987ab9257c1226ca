package io.semblance.synth.archive;

import io.semblance.data.file.WholeFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The file of a model or a checkpoint: a zip of JSON and safetensors entries. Entries are read into
 * memory and never extracted, so their names cannot lead anywhere; sizes and numbers are bounded.
 * What the entries mean is the business of whoever puts them.
 */
public final class ModelArchive {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 1L << 30;

  /** A tree of JSON takes some twenty times the memory of its text. */
  private static final long MOST_JSON_BYTES = 1L << 26;

  private static final String JSON = ".json";

  private ModelArchive() {}

  /**
   * Writes the file whole or not at all; the same entries are the same bytes.
   *
   * @throws UncheckedIOException naming the file, if it cannot be written
   */
  public static void write(ArchiveWriter archive, Path file) {
    try (WholeFile whole = WholeFile.open(file)) {
      try (ZipOutputStream zip = new ZipOutputStream(whole.stream())) {
        for (Map.Entry<String, byte[]> e : archive.entries().entrySet()) {
          ZipEntry entry = new ZipEntry(e.getKey());
          entry.setTime(0); // The same model is the same bytes.
          zip.putNextEntry(entry);
          zip.write(e.getValue());
          zip.closeEntry();
        }
      }
      whole.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws ModelFileException if there is none, it is none, or a part of it is missing
   * @throws UncheckedIOException if it cannot be read
   */
  public static ArchiveReader read(Path file) {
    if (Files.isDirectory(file)) {
      throw new ModelFileException(file + " is a directory, no model file");
    }
    try {
      return new ArchiveReader(file.toString(), entries(file));
    } catch (NoSuchFileException e) {
      throw new ModelFileException("there is no model file " + file, e);
    } catch (ZipException | EOFException e) {
      throw new ModelFileException(
          file
              + " is not a Semblance model, or a part of one is missing or damaged; copy it again, or"
              + " fit again",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) { // names of entries that are no text
      throw new ModelFileException(file + " is broken: names of entries are no text", e);
    }
  }

  /** All entries, their sizes bounded and their checksums held against what was written. */
  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    long left = MOST_BYTES;
    // Not a stream: only the directory at the end of the file tells that nothing was cut off.
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry e : Collections.list(zip.entries())) {
        byte[] content;
        long most = e.getName().endsWith(JSON) ? Math.min(left, MOST_JSON_BYTES) : left;
        try (InputStream in = zip.getInputStream(e)) {
          content = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        }
        left -= content.length;
        if (content.length > most || entries.size() >= MOST_ENTRIES) {
          throw new ModelFileException(
              file
                  + " is refused: it unpacks to more than "
                  + (MOST_BYTES >> 20)
                  + " MB, an entry of JSON to more than "
                  + (MOST_JSON_BYTES >> 20)
                  + " MB, or to more than "
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
}
