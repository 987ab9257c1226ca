package io.semblance.quality.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What all pages share, also those of other rooms: one look, and tables and cards that work. */
public final class PageKit {
  private PageKit() {}

  /** The style of all pages. */
  public static String css() {
    return resource("page.css");
  }

  /** What makes themes, tables and cards of a page work. */
  static String script() {
    return resource("page.js");
  }

  private static String resource(String name) {
    try (InputStream in = PageKit.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
