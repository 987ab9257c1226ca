package io.semblance.studio.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who may ask. A page of another site that the same browser shows can send requests here, too, so
 * three things are looked at: the host, which must be loopback by number or name (a foreign name
 * that was made to point here is refused); the origin, which must be our own wherever a browser
 * tells it, and must be told for everything that changes something; and a secret, which the first
 * address carries and a cookie keeps from then on.
 */
final class Gate {
  private static final int SECRET_BYTES = 32;
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final String secret = made();

  /** Another one: browsers send cookies to every server of a host, whatever its port. */
  private final String cookieSecret = made();

  private volatile int port;

  private static String made() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  void listensOn(int value) {
    port = value;
  }

  /** What the first address carries. */
  String secret() {
    return secret;
  }

  /** What the cookie carries; good for pages of this origin alone. */
  String cookieSecret() {
    return cookieSecret;
  }

  /** Browsers keep cookies by host alone: another port is another studio. */
  String cookie() {
    return "semblance-" + port;
  }

  /**
   * Lets a request in.
   *
   * @throws HttpFailure if it has no business here
   */
  void check(Request request) {
    checkHostAndOrigin(request);
    HttpFields headers = request.getHeaders();
    String authorization = headers.get(HttpHeader.AUTHORIZATION);
    if (authorization != null && authorization.startsWith("Bearer ")) {
      if (isSecret(authorization.substring("Bearer ".length()).strip())) {
        return; // a program, which no page of a browser can play
      }
      throw refused();
    }
    boolean known =
        Request.getCookies(request).stream()
            .filter(cookie -> cookie.getName().equals(cookie()))
            .map(HttpCookie::getValue)
            .anyMatch(value -> equal(cookieSecret, value));
    if (!known) {
      throw refused();
    }
    boolean ownPage =
        headers.get(HttpHeader.ORIGIN) != null
            || "same-origin".equals(headers.get("Sec-Fetch-Site"));
    if (!READING.contains(request.getMethod()) && !ownPage) {
      throw new HttpFailure(
          403, "The request does not say which page it comes from", "Use the studio's own page.");
    }
  }

  void checkHostAndOrigin(Request request) {
    HttpFields headers = request.getHeaders();
    String host = headers.get(HttpHeader.HOST);
    if (host == null
        || !(host.equals("127.0.0.1:" + port)
            || host.equals("localhost:" + port)
            || host.equals("[::1]:" + port))) {
      throw new HttpFailure(
          403, "The studio does not go by this name", "Open the address that it printed.");
    }
    String origin = headers.get(HttpHeader.ORIGIN);
    if (origin != null && !origin.equals("http://" + host)) {
      throw new HttpFailure(
          403, "Pages of other sites may not use the studio", "Open the address that it printed.");
    }
    String site = headers.get("Sec-Fetch-Site");
    boolean elsewhere = site != null && !site.equals("same-origin") && !site.equals("none");
    if (elsewhere && !"navigate".equals(headers.get("Sec-Fetch-Mode"))) {
      throw new HttpFailure(
          403, "Pages of other sites may not use the studio", "Open the address that it printed.");
    }
  }

  boolean isSecret(String guess) {
    return equal(secret, guess);
  }

  private static boolean equal(String known, String guess) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.US_ASCII), guess.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpFailure refused() {
    return new HttpFailure(
        401,
        "The studio is open to whoever has its first address",
        "Open the address with the token that it printed when it started.");
  }
}
