package io.semblance.studio.http;

/** Names of files that come from, or go to, a browser. */
public final class FileNames {
  private static final int LONGEST = 80;

  private FileNames() {}

  /**
   * The last part of a name, with nothing in it but letters, digits, points, hyphens and
   * underscores, so that it can stand in a folder or a header.
   */
  public static String plain(String name) {
    String last = name.replace('\\', '/');
    last = last.substring(last.lastIndexOf('/') + 1);
    StringBuilder out = new StringBuilder();
    last.codePoints()
        .forEach(
            c -> {
              boolean letter = c < 128 && Character.isLetterOrDigit(c);
              out.append(letter || c == '.' || c == '-' || c == '_' ? Character.toString(c) : "_");
            });
    int from = 0;
    while (from < out.length() && out.charAt(from) == '.') {
      from++;
    }
    String kept = out.substring(from);
    kept = kept.length() <= LONGEST ? kept : kept.substring(kept.length() - LONGEST);
    return kept.isEmpty() ? "table" : kept;
  }

  /** The last part of a name as people shall see it: without characters that show nothing. */
  public static String shown(String name) {
    String last = name.replace('\\', '/').strip();
    last = last.substring(last.lastIndexOf('/') + 1);
    StringBuilder out = new StringBuilder();
    last.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(LONGEST)
        .forEach(out::appendCodePoint);
    return out.isEmpty() ? "table" : out.toString();
  }

  /** Without what follows the first point of {@code .csv}, {@code .csv.gz} and the like. */
  public static String stem(String name) {
    String plain = plain(name);
    return plain.replaceFirst("(?i)(\\.(csv|tsv|txt|data|parquet))?(\\.gz)?$", "");
  }
}
