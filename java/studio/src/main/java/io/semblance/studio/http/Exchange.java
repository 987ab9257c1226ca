package io.semblance.studio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/** One request and its answer. */
public final class Exchange {
  private static final int MOST_JSON = 1 << 20;

  private final Request request;
  private final Response response;
  private final Map<String, String> path;
  private Fields query;

  Exchange(Request request, Response response, Map<String, String> path) {
    this.request = request;
    this.response = response;
    this.path = path;
  }

  /** A named part of the path. */
  public String path(String name) {
    return path.get(name);
  }

  /** A parameter of the query, or null. */
  public String query(String name) {
    if (query == null) {
      query = Request.extractQueryParameters(request);
    }
    return query.getValue(name);
  }

  /** How long the body says that it is; -1 if it does not. */
  public long length() {
    HttpField field = request.getHeaders().getField(HttpHeader.CONTENT_LENGTH);
    return field == null ? -1 : field.getLongValue();
  }

  /** The body, to be read once; slow senders run into the server's idle timeout. */
  public InputStream body() {
    return Content.Source.asInputStream(request);
  }

  /**
   * The body as JSON.
   *
   * @throws HttpFailure if it is too long, or no JSON object
   */
  public JsonNode json() throws IOException {
    byte[] bytes = body().readNBytes(MOST_JSON + 1);
    if (bytes.length > MOST_JSON) {
      throw new HttpFailure(413, "The request is longer than 1 MB", "Send less.");
    }
    if (bytes.length == 0) {
      return Json.object();
    }
    try {
      JsonNode node = Json.read(new String(bytes, StandardCharsets.UTF_8));
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw HttpFailure.bad("The request is no JSON: " + e.getOriginalMessage(), "");
    }
    throw HttpFailure.bad("The request must be a JSON object", "");
  }

  /** Answers with JSON. */
  public void send(JsonNode node) throws IOException {
    send(200, "application/json", Json.text(node));
  }

  /** The same with another status. */
  public void send(int status, JsonNode node) throws IOException {
    send(status, "application/json", Json.text(node));
  }

  /** Answers with text of a type. */
  public void send(int status, String type, String text) throws IOException {
    send(status, type + ";charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with bytes of a type. */
  public void send(int status, String type, byte[] bytes) throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write(bytes);
    }
  }

  /**
   * Answers with a page made by us, whose script may run, but which cannot reach this server: it
   * shows texts of tables.
   */
  public void page(String html) throws IOException {
    response
        .getHeaders()
        .put(
            "Content-Security-Policy",
            "sandbox allow-scripts allow-popups; frame-ancestors 'self'");
    send(200, "text/html", html);
  }

  /** Answers with a file to be saved under a name. */
  public void download(Path file, String type, String name) throws IOException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Files.size(file));
    response
        .getHeaders()
        .put("Content-Disposition", "attachment; filename=\"" + FileNames.plain(name) + "\"");
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      Files.copy(file, out);
    }
  }

  /** Begins an answer that goes on, such as events. */
  OutputStream stream(String type) {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    return Content.Sink.asOutputStream(response);
  }
}
