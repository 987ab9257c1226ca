package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Too much of something: bytes, connections, patience. */
class StudioFloodTest extends AttackedStudio {
  private HttpResponse<String> upload(String name, InputStream body) throws Exception {
    return studio.send(
        studio
            .request("/api/uploads?name=" + name)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
            .build());
  }

  /** So many zeros, without any memory. */
  private static InputStream zeros(long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] to, int offset, int most) {
        if (left <= 0) {
          return -1;
        }
        int n = (int) Math.min(left, most);
        Arrays.fill(to, offset, offset + n, (byte) 0);
        left -= n;
        return n;
      }
    };
  }

  @Test
  void tenGigabytesOfZeros() throws Exception {
    long tenGigabytes = 10L << 30;
    // Announced: refused before anything is read.
    assertThat(
            raw(
                "POST /api/uploads?name=z.csv HTTP/1.1\r\nHost: 127.0.0.1:"
                    + studio.port()
                    + "\r\nAuthorization: Bearer "
                    + studio.server.token()
                    + "\r\nContent-Length: "
                    + tenGigabytes
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    // Not announced: cut off, whether the client hears the answer or only that nobody reads on.
    try {
      assertThat(upload("z.csv", zeros(tenGigabytes)).statusCode()).isEqualTo(413);
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
    assertThat(studio.get("/api/tables").get("tables")).isEmpty();
    // Within the bound, but no table.
    HttpResponse<String> some = upload("z.csv", zeros(MOST_BYTES - 1));
    assertThat(some.statusCode()).isEqualTo(422);
    assertThat(some.body()).contains("longer than 16 MB");
  }

  @Test
  void zipBombs() throws Exception {
    Path bomb = outside.resolve("inside").resolve("bomb.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] line = "1,2,3,4,5,6,7,8,9,10\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 300; i++) {
        out.write(line);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(2L << 20); // of 300 MB
    try (InputStream in = Files.newInputStream(bomb)) {
      HttpResponse<String> response = upload("bomb.csv.gz", in);
      assertThat(response.statusCode()).isEqualTo(413);
    }
    Files.delete(bomb);
    assertThat(studio.get("/api/tables").get("tables")).isEmpty();
  }

  @Test
  void aThousandOpenConnections() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        Socket socket = new Socket();
        try {
          socket.connect(new InetSocketAddress("127.0.0.1", studio.port()), 2_000);
          if (i % 3 == 0) {
            socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
          }
        } catch (IOException e) {
          // Refused: as it should be, from some number on.
        }
        open.add(socket);
      }
      // Those who only hold on are sent away, so that there is room again.
      long start = System.nanoTime();
      assertThat(studio.get("/api/about").get("version").asText()).isEqualTo("test");
      assertThat((System.nanoTime() - start) / 1e9).isLessThan(60);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** So many answers asked for at once, and none taken, that they cannot lie in any buffer. */
  @Test
  void clientsThatNeverRead() throws Exception {
    int requests = 4_000;
    String one =
        "GET /api/openapi.json HTTP/1.1\r\nHost: 127.0.0.1:"
            + studio.port()
            + "\r\nAuthorization: Bearer "
            + studio.server.token()
            + "\r\n\r\n";
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", studio.port()), 5_000);
        deaf.add(socket);
        Thread sender = new Thread(() -> send(socket, one.repeat(requests)));
        sender.setDaemon(true);
        sender.start();
      }
      // Others are served all the while.
      for (int i = 0; i < 10; i++) {
        JsonNode table = studio.ask("POST", "/api/uploads?name=t" + i + ".csv", "a,b\n1,2\n2,3\n");
        studio.await("/api/tables/" + table.get("id").asText(), "ready|failed", 30);
      }
      Thread.sleep(3 * IDLE_MILLIS);
      // They were cut off: what is still to be read ends long before all answers.
      for (Socket socket : deaf) {
        socket.setSoTimeout(20_000);
        assertThat(drained(socket)).isLessThan(requests * 10_000L);
      }
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  private static void send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // Cut off, as it should be.
    }
  }

  private static long drained(Socket socket) {
    long read = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = socket.getInputStream().read(buffer); n >= 0; ) {
        read += n;
        n = socket.getInputStream().read(buffer);
      }
    } catch (SocketException e) {
      // Reset: cut off as well.
    } catch (IOException e) {
      throw new AssertionError("the connection is still open", e);
    }
    return read;
  }

  @Test
  void listenersAreCounted() throws Exception {
    List<Socket> listening = new ArrayList<>();
    try {
      for (int i = 0; i < 24; i++) {
        Socket socket = new Socket("127.0.0.1", studio.port());
        send(
            socket,
            "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:"
                + studio.port()
                + "\r\nAuthorization: Bearer "
                + studio.server.token()
                + "\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H'); // it is served
        listening.add(socket);
      }
      assertThat(ask("GET", "/api/events", cookie()))
          .startsWith("HTTP/1.1 503")
          .contains("Too many pages");
    } finally {
      for (Socket socket : listening) {
        socket.close();
      }
    }
  }
}
