package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.flow.StudioOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A studio with a program that talks to it. */
final class Studios implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final StudioServer server;
  final String base;
  private final HttpClient client = HttpClient.newHttpClient();

  Studios(Path folder) throws IOException {
    this(folder, StudioOptions.USUAL_UPLOAD);
  }

  Studios(Path folder, long mostBytes) throws IOException {
    this(folder, mostBytes, 30_000);
  }

  Studios(Path folder, long mostBytes, long idleMillis) throws IOException {
    server = StudioServer.start(new StudioOptions(0, folder, mostBytes), "test", idleMillis);
    base = server.address().replaceFirst("/\\?.*", "");
  }

  /** A folder after the end of a studio of which nothing was kept. */
  static void nothingIsLeft(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(p -> p.getFileName().toString()))
          .containsExactly("studio.lock");
    }
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  int port() {
    return URI.create(base).getPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + server.token());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return ask("GET", path, null);
  }

  /** Waits until something at a path is in one of these states. */
  JsonNode await(String path, String states, int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      JsonNode thing = get(path);
      if (thing.get("state").asText().matches(states)) {
        return thing;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(path + " is still " + thing);
      }
      Thread.sleep(50);
    }
  }

  /** The sample, read. */
  String sample() throws Exception {
    String id = ask("POST", "/api/tables", "{\"sample\":true}").get("id").asText();
    await("/api/tables/" + id, "ready", 60);
    return id;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
