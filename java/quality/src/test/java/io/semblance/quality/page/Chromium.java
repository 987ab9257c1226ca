package io.semblance.quality.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium, spoken to in its own DevTools protocol over the JDK's web socket.
 *
 * <p>Our own hundred lines rather than Selenium or Playwright: the one needs a driver beside the
 * browser, whose version must fit, the other brings Node.js and fetches browsers from the network;
 * what these tests ask for is opening a page and evaluating expressions in it.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int SECONDS = 60;
  private static final int POLL_MILLIS = 100;

  private final ObjectMapper json = new ObjectMapper();
  private final Process process; // null for another tab of a browser
  private final Path home;
  private final String address;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();
  private final List<String> errors = new ArrayList<>();
  private String session;

  private Chromium(Process process, Path home, String address) {
    this.process = process;
    this.home = home;
    this.address = address;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
    JsonNode target = call("Target.createTarget", Map.of("url", "about:blank"));
    session =
        call(
                "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").asText(), "flatten", true))
            .get("sessionId")
            .asText();
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  /** Starts a browser; the test is skipped where there is none. */
  public static Chromium start() throws IOException {
    String binary = System.getProperty("semblance.chromium");
    if (binary == null) {
      binary = onPath();
    }
    String found = binary;
    assumeTrue(
        found != null,
        "skipped: no Chromium on the PATH; install Debian's package chromium,"
            + " or set -Dsemblance.chromium=FILE");
    Path home = Files.createTempDirectory("semblance-chromium");
    Process process =
        new ProcessBuilder(
                found,
                "--headless=new",
                "--no-sandbox", // root has none; the only page that is opened is our own
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + home,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Chromium(process, home, address(process));
  }

  private static String onPath() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      for (String name : NAMES) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file.toString();
        }
      }
    }
    return null;
  }

  private static String address(Process process) throws IOException {
    BufferedReader err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      int at = line.indexOf("ws://");
      if (at >= 0) {
        // Someone must go on reading, or the browser would stop at a full pipe.
        Thread drain = new Thread(() -> err.lines().forEach(l -> {}));
        drain.setDaemon(true);
        drain.start();
        return line.substring(at).strip();
      }
    }
    throw new IOException("Chromium ended before it told its address");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          receive(json.readTree(text.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loads.add("load");
      case "Runtime.exceptionThrown" -> note(parameters.toString());
      case "Runtime.consoleAPICalled" -> {
        if (parameters.path("type").asText().matches("error|warning|assert")) {
          note(parameters.toString());
        }
      }
      case "Log.entryAdded" -> note(parameters.toString());
      default -> {
        // All else that a browser tells is of no interest here.
      }
    }
  }

  private void note(String error) {
    synchronized (errors) {
      errors.add(error);
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = json.createObjectNode().put("id", id).put("method", method);
    message.set("params", json.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    JsonNode reply = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (reply.has("error")) {
      throw new IllegalStateException(method + ": " + reply.get("error"));
    }
    return reply.get("result");
  }

  /** Another tab of the same browser, with the same cookies; to be closed before the first. */
  public Chromium another() {
    return new Chromium(null, home, address);
  }

  /** Shows this tab, and hides the others. */
  public void front() {
    call("Page.bringToFront", Map.of());
  }

  /** Opens a file, waits until it has loaded, and forgets earlier errors. */
  public void open(Path file) throws InterruptedException {
    open(file.toUri().toString());
  }

  /** The same of an address. */
  public void open(String address) throws InterruptedException {
    synchronized (errors) {
      errors.clear();
    }
    loads.clear();
    call("Page.navigate", Map.of("url", address));
    awaitLoad();
  }

  /** Loads the page again, as F5 does. */
  public void reload() throws InterruptedException {
    loads.clear();
    call("Page.reload", Map.of());
    awaitLoad();
  }

  private void awaitLoad() throws InterruptedException {
    if (loads.poll(SECONDS, TimeUnit.SECONDS) == null) {
      throw new IllegalStateException("the page did not load within " + SECONDS + " s");
    }
  }

  /** The size of the window, in CSS pixels. */
  public void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Which colours the system of the reader prefers. */
  public void prefersDark(boolean dark) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** The value of a JavaScript expression, which must fit into JSON. */
  public JsonNode eval(String expression) {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.get("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true. */
  public void await(String expression, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!eval("Boolean(" + expression + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            expression
                + " is not true after "
                + seconds
                + " s; the page says: "
                + eval("document.body.innerText.slice(0, 3000)").asText()
                + errors());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** The value of a promise, which must fit into JSON. */
  public JsonNode awaited(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.get("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  /** Chooses a file in an input, as a user does in the dialogue of the system. */
  public void choose(String selector, Path file) {
    JsonNode root = call("DOM.getDocument", Map.of()).get("root");
    JsonNode node =
        call(
            "DOM.querySelector",
            Map.of("nodeId", root.get("nodeId").asInt(), "selector", selector));
    call(
        "DOM.setFileInputFiles",
        Map.of("files", List.of(file.toString()), "nodeId", node.get("nodeId").asInt()));
  }

  /** The tree that screen readers are given. */
  public JsonNode accessibilityTree() {
    return call("Accessibility.getFullAXTree", Map.of());
  }

  /** What the console showed since the page was opened: exceptions, errors, refused resources. */
  public List<String> errors() {
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  /** A picture, as PNG, of the part of the page that a selector finds, cut to a height. */
  public byte[] picture(String selector, int mostHeight) {
    JsonNode box =
        eval(
            "(function(){var r=document.querySelector('"
                + selector
                + "').getBoundingClientRect();return {x:0,y:r.top+scrollY-8,"
                + "w:innerWidth,h:r.height+16};})()");
    return Base64.getDecoder()
        .decode(
            call(
                    "Page.captureScreenshot",
                    Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of(
                            "x",
                            0,
                            "y",
                            Math.max(0, box.get("y").asDouble()),
                            "width",
                            box.get("w").asDouble(),
                            "height",
                            Math.min(mostHeight, box.get("h").asDouble()),
                            "scale",
                            1)))
                .get("data")
                .asText());
  }

  @Override
  public void close() throws IOException {
    if (process == null) {
      call("Page.close", Map.of());
      socket.abort();
      return;
    }
    session = null;
    try {
      call("Browser.close", Map.of());
    } catch (RuntimeException e) {
      process.destroy();
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A helper process of the browser may still be writing; the folder is a temporary one.
    }
  }
}
