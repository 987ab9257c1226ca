package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A studio that is attacked; whatever was tried, it lives, and nothing lies outside its folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class AttackedStudio {
  static final long MOST_BYTES = 20L << 20;
  static final long IDLE_MILLIS = 3_000;

  @TempDir Path outside;
  Studios studio;

  @BeforeEach
  void start() throws IOException {
    studio = new Studios(outside.resolve("inside"), MOST_BYTES, IDLE_MILLIS);
  }

  /** Whatever was tried: the server lives, and nothing lies outside its folder. */
  @AfterEach
  void aliveAndAtHome() throws Exception {
    assertThat(studio.get("/api/about").get("version").asText()).isEqualTo("test");
    try (Stream<Path> all = Files.list(outside)) {
      assertThat(all.map(p -> p.getFileName().toString())).containsExactly("inside");
    }
    studio.close();
    Studios.nothingIsLeft(outside.resolve("inside"));
  }

  /** Sends bytes as they are and reads the answer to its end. */
  final String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", studio.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  final String ask(String method, String path, String... headers) throws IOException {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean host = false;
    for (String header : headers) {
      text.append(header).append("\r\n");
      host |= header.startsWith("Host:");
    }
    if (!host) {
      text.append("Host: 127.0.0.1:").append(studio.port()).append("\r\n");
    }
    return raw(text + "Content-Length: 0\r\nConnection: close\r\n\r\n");
  }

  /** What the first address gives. */
  final String cookie() throws IOException {
    Matcher cookie =
        Pattern.compile("Set-Cookie: (semblance-\\d+=[^;]+)")
            .matcher(ask("GET", "/?token=" + studio.server.token()));
    assertThat(cookie.find()).isTrue();
    return "Cookie: " + cookie.group(1);
  }
}
