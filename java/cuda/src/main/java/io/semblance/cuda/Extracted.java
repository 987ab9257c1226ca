package io.semblance.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Native libraries taken out of a jar, into a directory that belongs to this user alone: what is
 * loaded into the process must not lie where others can write. Each lies in a directory named by
 * the hash of its content, appears there whole or not at all, and is compared with the jar's before
 * it is used.
 */
final class Extracted {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private Extracted() {}

  /** {@code $XDG_CACHE_HOME/semblance/native}, or {@code ~/.cache/semblance/native}. */
  static Path directory() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && cache.startsWith("/")
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("semblance").resolve("native");
  }

  /**
   * A file with the content of a resource.
   *
   * @param resource as {@link Class#getResourceAsStream} takes it
   * @return the file, or null if there is no such resource
   */
  static Path library(Class<?> from, String resource, Path directory) throws IOException {
    byte[] content;
    try (InputStream in = from.getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      content = in.readAllBytes();
    }
    Path own = directory.resolve(hash(content));
    makePrivate(directory);
    makePrivate(own);
    Path file = own.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Arrays.equals(Files.readAllBytes(file), content)) {
      Path fresh = Files.createTempFile(own, "new", ".tmp", attributes("rw-------"));
      try {
        Files.write(fresh, content);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    }
    return file;
  }

  private static FileAttribute<Set<PosixFilePermission>> attributes(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Makes a directory of this user's own, or checks that it is one. */
  private static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(directory, attributes("rwx------"));
      } catch (java.nio.file.FileAlreadyExistsException e) {
        // Another process of this user was faster; what it made is checked below.
      }
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(directory + " is no directory of its own");
    }
    // The user that makes files here, whatever the JVM believes its name to be.
    Path probe = Files.createTempFile(directory, "own", ".tmp");
    try {
      if (!Files.getOwner(probe).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))) {
        throw new IOException(directory + " belongs to another user");
      }
    } finally {
      Files.delete(probe);
    }
    if (!Files.getPosixFilePermissions(directory).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
