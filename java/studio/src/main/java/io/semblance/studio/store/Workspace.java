package io.semblance.studio.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.file.WholeFile;
import io.semblance.studio.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The private folder of a studio: one folder below it for each table, job and sample, with a JSON
 * file of what it is. One studio at a time; nobody else may read it.
 */
public final class Workspace implements AutoCloseable {
  private static final int ID_BYTES = 6;
  private static final String LOCK = "studio.lock";
  private static final String FACTS = "facts.json";

  /** Where tables lie. */
  public static final String TABLES = "tables";

  /** Where jobs lie. */
  public static final String JOBS = "jobs";

  private static final List<String> KINDS = List.of(TABLES, JOBS);

  /** How often deleting is tried, should a file appear or go meanwhile. */
  private static final int TRIES = 5;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final SecureRandom random = new SecureRandom();

  private Workspace(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Where studios keep their things unless told otherwise. */
  public static Path usual() {
    String state = System.getenv("XDG_STATE_HOME");
    Path home =
        state != null && Path.of(state).isAbsolute()
            ? Path.of(state)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return home.resolve("semblance").resolve("studio");
  }

  /**
   * Opens a folder, which is made if need be.
   *
   * @throws IOException if it cannot be used, or another studio uses it
   */
  public static Workspace open(Path asked) throws IOException {
    Path folder = asked.toAbsolutePath().normalize();
    boolean ours = !Files.exists(folder);
    Files.createDirectories(folder);
    if (ours) {
      makePrivate(folder);
    }
    for (String kind : KINDS) {
      Files.createDirectories(folder.resolve(kind));
      makePrivate(folder.resolve(kind)); // also in a folder that others may read
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new Workspace(folder, channel, lock);
      }
    } catch (OverlappingFileLockException e) {
      // Another one of this process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException(
        "another studio works in the folder "
            + folder
            + "; open its address, end it, or give this one another folder (--folder)");
  }

  private static void makePrivate(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** A new folder of a kind, {@link #TABLES} or {@link #JOBS}; its name is the identifier. */
  public Path create(String kind) throws IOException {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    Path made = folder.resolve(kind).resolve(HexFormat.of().formatHex(bytes));
    Files.createDirectories(made);
    return made;
  }

  /**
   * All folders of a kind that have facts. What has none was never finished, such as an upload when
   * the server was killed, and is deleted.
   */
  public List<Path> all(String kind) throws IOException {
    List<Path> found;
    try (Stream<Path> below = Files.list(folder.resolve(kind))) {
      found = below.sorted().toList();
    }
    List<Path> whole = new ArrayList<>();
    for (Path each : found) {
      if (Files.isRegularFile(each.resolve(FACTS))) { // else also the page that leads here
        whole.add(each);
      } else {
        delete(each);
      }
    }
    return whole;
  }

  /** Writes what a folder holds. */
  public static void write(Path of, JsonNode facts) throws IOException {
    WholeFile.writeText(of.resolve(FACTS), Json.pretty(facts));
  }

  /** What a folder holds. */
  public static JsonNode read(Path of) throws IOException {
    return Json.read(Files.readString(of.resolve(FACTS), StandardCharsets.UTF_8));
  }

  /** Deletes a folder with all that is in it; follows no links. */
  public static void delete(Path path) throws IOException {
    for (int left = TRIES; left > 0; left--) {
      try {
        deleteOnce(path);
        return;
      } catch (NoSuchFileException e) {
        continue; // it went by itself meanwhile
      } catch (UncheckedIOException | DirectoryNotEmptyException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  private static void deleteOnce(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> below = Files.walk(path)) {
      found = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : found) {
      Files.deleteIfExists(each);
    }
  }

  /** Lets go of the folder; the file of the lock stays, for who deletes it unlocks others. */
  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
