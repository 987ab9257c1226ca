package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site, another user, or a broken program could try. */
class StudioAttacksTest extends AttackedStudio {
  @Test
  void foreignHostsAndOriginsAreRefused() throws Exception {
    String bearer = "Authorization: Bearer " + studio.server.token();
    assertThat(ask("GET", "/api/tables", cookie())).startsWith("HTTP/1.1 200");
    assertThat(ask("GET", "/api/tables", cookie(), "Host: evil.example:" + studio.port()))
        .startsWith("HTTP/1.1 403");
    assertThat(ask("GET", "/api/tables", bearer, "Host: evil.example")).startsWith("HTTP/1.1 403");
    assertThat(ask("GET", "/?token=" + studio.server.token(), "Host: evil.example"))
        .startsWith("HTTP/1.1 403");
    for (String origin :
        List.of("http://evil.example", "null", "http://127.0.0.1:1", "https://localhost:1")) {
      assertThat(ask("GET", "/api/tables", cookie(), "Origin: " + origin))
          .startsWith("HTTP/1.1 403");
      assertThat(ask("POST", "/api/tables", cookie(), "Origin: " + origin))
          .startsWith("HTTP/1.1 403");
    }
    // A form or image of another page: the cookie comes along, the origin does not.
    assertThat(ask("POST", "/api/tables", cookie())).startsWith("HTTP/1.1 403");
    assertThat(ask("POST", "/api/tables", cookie(), "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    for (String site : List.of("cross-site", "same-site")) {
      assertThat(
              ask(
                  "GET",
                  "/api/tables",
                  cookie(),
                  "Sec-Fetch-Site: " + site,
                  "Sec-Fetch-Mode: no-cors"))
          .startsWith("HTTP/1.1 403");
    }
    String own = "Origin: http://127.0.0.1:" + studio.port();
    assertThat(ask("POST", "/api/tables", cookie(), own)).startsWith("HTTP/1.1 400"); // no body
  }

  @Test
  void nothingWithoutTheToken() throws Exception {
    String token = studio.server.token();
    for (String path : List.of("/", "/web/main.js", "/api/about", "/api/events", "/nothing")) {
      assertThat(ask("GET", path)).as(path).startsWith("HTTP/1.1 401");
    }
    for (String guess : List.of("", "x", token.substring(1), token + "x", token.toLowerCase())) {
      assertThat(ask("GET", "/api/about", "Authorization: Bearer " + guess))
          .startsWith("HTTP/1.1 401");
      assertThat(ask("GET", "/?token=" + guess)).startsWith("HTTP/1.1 401");
      assertThat(ask("GET", "/api/about", "Cookie: semblance-" + studio.port() + "=" + guess))
          .startsWith("HTTP/1.1 401");
    }
    // A cookie goes to every server of this host: it must be of no use anywhere else.
    String value = cookie().replaceFirst(".*=", "");
    assertThat(ask("GET", "/api/about", "Authorization: Bearer " + value))
        .startsWith("HTTP/1.1 401");
    assertThat(ask("GET", "/api/about", "Cookie: semblance-" + studio.port() + "=" + token))
        .startsWith("HTTP/1.1 401");
    String first = ask("GET", "/?token=" + token);
    assertThat(first).startsWith("HTTP/1.1 303").contains("HttpOnly").contains("SameSite=Strict");
    assertThat(first.lines().filter(l -> l.toLowerCase().startsWith("location:")))
        .allMatch(l -> !l.contains(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/web/../../../../etc/passwd",
        "/web/..%2f..%2fetc/passwd",
        "/web/%2e%2e/StudioServer.class",
        "/api/jobs/../../etc",
        "/api/jobs/..%2f..%2f/report",
        "/api/tables/..%2f..%2f..%2fetc%2fpasswd/profile",
        "/api/jobs/%00/files/model",
        "//etc/passwd",
        "/web/index.html%00.js",
        "/api/tables/..;/x"
      })
  void pathsLeadNowhere(String path) throws Exception {
    String answer = ask("GET", path, cookie());
    assertThat(answer).containsPattern("^HTTP/1.1 (400|404)");
    assertThat(answer).doesNotContain("root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil.csv",
        "..\\..\\evil.csv",
        "/etc/cron.d/evil.csv",
        ".hidden.csv",
        "a\u0000b.csv",
        "nul\r\nSet-Cookie: x=1.csv",
        "<img src=x onerror=alert(1)>.csv",
        "..",
        "\ud83d\ude80.csv"
      })
  void namesOfFilesStayNames(String name) throws Exception {
    String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
    HttpResponse<String> response =
        studio.send("POST", "/api/uploads?name=" + query, "a,b\n1,2\n3,4\n");
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode table = Studios.json(response.body());
    assertThat(table.get("name").asText()).doesNotContain("/", "\\", "\n", "\r", "\u0000");
    Path folder = outside.resolve("inside").resolve("tables").resolve(table.get("id").asText());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(file -> file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*"));
    }
    studio.await("/api/tables/" + table.get("id").asText(), "ready|failed", 20);
  }

  @Test
  void markupInNamesAndCells() throws Exception {
    String evil = "<script>window.pwned=1</script>";
    StringBuilder csv = new StringBuilder("\"" + evil + "\",\"=cmd|' /C calc'!A0\",x\n");
    for (int i = 0; i < 200; i++) {
      csv.append('"').append(evil).append(i % 7).append("\",\"<img src=x onerror=alert(1)>\",");
      csv.append(i % 13).append('\n');
    }
    JsonNode table = studio.ask("POST", "/api/uploads?name=evil.csv", csv.toString());
    String id = table.get("id").asText();
    studio.await("/api/tables/" + id, "ready", 30);
    HttpResponse<String> profile = studio.send("GET", "/api/tables/" + id + "/profile", null);
    assertThat(profile.statusCode()).isEqualTo(200);
    assertThat(profile.body()).doesNotContain(evil).doesNotContain("<img");
    assertThat(profile.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox allow-scripts")
        .doesNotContain("allow-same-origin");
    HttpResponse<String> json = studio.send("GET", "/api/tables/" + id, null);
    assertThat(json.headers().firstValue("Content-Type").orElse("")).contains("application/json");
    assertThat(json.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void requestsThatMakeNoSense() throws Exception {
    String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
    for (String body : List.of("{", "[]", "\"x\"", deep, "{\"place\":7}", "{\"place\":\"\"}")) {
      assertThat(studio.send("POST", "/api/tables", body).statusCode()).isEqualTo(400);
    }
    assertThat(
            studio
                .send("POST", "/api/tables", "{\"x\":\"" + "y".repeat(2 << 20) + "\"}")
                .statusCode())
        .isEqualTo(413);
    assertThat(studio.send("POST", "/api/tables", "{\"place\":\"/no/such/file.csv\"}").statusCode())
        .isEqualTo(422);
    assertThat(studio.send("DELETE", "/api/about", null).statusCode()).isEqualTo(405);
    assertThat(studio.send("POST", "/api/jobs", "{\"table\":\"x\"}").statusCode()).isEqualTo(404);
    String id = studio.sample();
    for (String job :
        List.of(
            "\"model\":\"none\"",
            "\"options\":{\"nonsense\":1}",
            "\"options\":{\"checkpoint\":\"/etc/evil\"}",
            "\"options\":{\"budget\":\"-3s\"}",
            "\"rows\":-1",
            "\"rows\":1.5",
            "\"rows\":\"ten\"",
            "\"options\":{\"set\":{\"nonsense\":\"1\"}}",
            "\"model\":\"timegan\"",
            "\"nonsense\":1")) {
      HttpResponse<String> response =
          studio.send("POST", "/api/jobs", "{\"table\":\"" + id + "\"," + job + "}");
      assertThat(response.statusCode()).as(job).isEqualTo(400);
      assertThat(Studios.json(response.body()).get("error").asText()).isNotBlank();
    }
    for (String job :
        List.of(
            "\"options\":{\"rules\":[\"BNI > 3\"]}",
            "\"model\":\"smote\",\"options\":{\"no_real_rows\":true}",
            "\"model\":\"cwgan-gp\"", // needs a target
            "\"options\":{\"length\":5,\"refine\":true}")) {
      HttpResponse<String> response =
          studio.send("POST", "/api/jobs", "{\"table\":\"" + id + "\"," + job + "}");
      assertThat(response.statusCode()).as(job).isEqualTo(422);
      assertThat(Studios.json(response.body()).get("error").asText()).isNotBlank();
    }
    HttpResponse<String> target =
        studio.send(
            "POST", "/api/jobs", "{\"table\":\"" + id + "\",\"options\":{\"target\":\"BNI\"}}");
    assertThat(target.statusCode()).isEqualTo(422);
    assertThat(target.body()).contains("BMI"); // did you mean
    assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET / HTTP/1.1\r\nX: " + "y".repeat(64 << 10) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void oneFolderIsOfOneStudioAndOfOneUser() throws Exception {
    Path folder = outside.resolve("inside");
    assertThat(new TreeSet<>(Files.getPosixFilePermissions(folder)).toString())
        .isEqualTo("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
    assertThatThrownBy(() -> new Studios(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another studio");
  }

  @Test
  void onlyThisMachineCanConnect() throws Exception {
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(card.getInetAddresses())) {
        if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
          assertThatThrownBy(() -> new Socket(address, studio.port()).close())
              .isInstanceOf(SocketException.class);
        }
      }
    }
  }
}
