package io.semblance.quality.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One page in the making: a title and sections, each with a heading and a place in the table of
 * contents. Text of users goes through {@link Html#escape} before it comes here.
 */
public final class Page {
  private record Section(String id, String heading, StringBuilder body) {}

  private final String title;
  private final String lead;
  private final List<Section> sections = new ArrayList<>();

  /**
   * A page without sections.
   *
   * @param title plain text
   * @param lead a line under the title, plain text
   */
  public Page(String title, String lead) {
    this.title = title;
    this.lead = lead;
  }

  /**
   * Starts a section.
   *
   * @param id for links within the page
   * @param heading plain text
   * @return where the HTML of the section is to be written
   */
  public StringBuilder section(String id, String heading) {
    StringBuilder body = new StringBuilder();
    sections.add(new Section(id, heading, body));
    return body;
  }

  /** The whole page, to be written as UTF-8. */
  public String html() {
    String script = PageKit.script();
    String name = Html.escape(title);
    StringBuilder out = new StringBuilder(1 << 17);
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.append("style-src 'unsafe-inline'; script-src 'sha256-").append(hash(script));
    out.append("'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.append("<link rel=\"icon\" href=\"data:,\">\n");
    out.append("<title>").append(name).append("</title>\n<style>\n").append(PageKit.css());
    out.append("</style></head>\n<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n");
    out.append("<header class=\"top\"><div class=\"wrap\"><div class=\"titles\"><h1>").append(name);
    out.append("</h1><p class=\"soft\">").append(Html.escape(lead)).append("</p></div>");
    out.append("<button type=\"button\" id=\"theme\" class=\"script\" aria-pressed=\"false\">");
    out.append("Dark</button></div></header>\n");
    out.append("<nav class=\"contents\" aria-label=\"Sections\"><ul class=\"wrap\">");
    for (Section section : sections) {
      out.append("<li><a href=\"#").append(section.id).append("\">");
      out.append(Html.escape(section.heading)).append("</a></li>");
    }
    out.append("</ul></nav>\n<main id=\"main\" class=\"wrap\">\n");
    for (Section section : sections) {
      out.append("<section id=\"").append(section.id).append("\" aria-labelledby=\"h-");
      out.append(section.id).append("\"><h2 id=\"h-").append(section.id).append("\">");
      out.append(Html.escape(section.heading)).append("</h2>\n");
      out.append(section.body).append("\n</section>\n");
    }
    out.append("</main>\n<footer class=\"wrap soft\">Made by Semblance.</footer>\n");
    out.append("<script>").append(script).append("</script>\n</body></html>\n");
    return out.toString();
  }

  private static String hash(String script) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
