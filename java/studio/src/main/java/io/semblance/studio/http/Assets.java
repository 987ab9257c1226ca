package io.semblance.studio.http;

import io.semblance.quality.page.PageKit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files of the page: a fixed list, so that no path can lead anywhere else. */
final class Assets {
  private static final String FOLDER = "/io/semblance/studio/web/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8");

  private Assets() {}

  /** A file with its type. */
  record Asset(String type, byte[] bytes) {}

  /**
   * The file of this name.
   *
   * @throws HttpFailure if there is none
   */
  static Asset of(String name) throws IOException {
    if (name.equals("kit.css")) {
      return new Asset(TYPES.get("css"), PageKit.css().getBytes(StandardCharsets.UTF_8));
    }
    if (!name.matches("[a-z-]+\\.(html|css|js)")) {
      throw HttpFailure.notFound("file of this name");
    }
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw HttpFailure.notFound("file of this name");
      }
      return new Asset(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), in.readAllBytes());
    }
  }
}
