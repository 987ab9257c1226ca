package io.semblance.studio.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Text;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Every request comes by here: the gate, the page's files, the endpoints, failures in words. */
public final class StudioHandler extends Handler.Abstract {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'self';"
          + " form-action 'none'; base-uri 'none'";

  private final Router router;
  private final Gate gate = new Gate();

  /** A handler of these endpoints. */
  public StudioHandler(Router router) {
    this.router = router;
  }

  /**
   * The first address, once the port is known.
   *
   * @return with the secret
   */
  public String address(int port) {
    gate.listensOn(port);
    return "http://127.0.0.1:" + port + "/?token=" + gate.secret();
  }

  /** What programs send as {@code Authorization: Bearer ...}. */
  public String token() {
    return gate.secret();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    protect(response.getHeaders());
    String path = Request.getPathInContext(request);
    try {
      if (path.equals("/") && begins(request, response)) {
        callback.succeeded();
        return true;
      }
      gate.check(request);
      answer(request, response, path);
      callback.succeeded();
    } catch (Exception | Error e) { // a failed request must not end the server
      fail(request, response, callback, e);
    }
    return true;
  }

  private static void protect(HttpFields.Mutable headers) {
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  /** Takes the secret out of the first address, where it could be seen, into a cookie. */
  private boolean begins(Request request, Response response) {
    Fields query = Request.extractQueryParameters(request);
    String token = query.getValue("token");
    if (token == null) {
      return false;
    }
    gate.checkHostAndOrigin(request);
    if (!gate.isSecret(token)) {
      throw new HttpFailure(
          401, "This is not the token of this studio", "Open the address that it printed.");
    }
    Response.putCookie(
        response,
        HttpCookie.build(gate.cookie(), gate.cookieSecret())
            .httpOnly(true)
            .path("/")
            .sameSite(HttpCookie.SameSite.STRICT)
            .build());
    response.setStatus(303);
    response.getHeaders().put(HttpHeader.LOCATION, "/");
    return true;
  }

  private void answer(Request request, Response response, String path) throws Exception {
    if (path.equals("/") || path.startsWith("/web/")) {
      if (!request.getMethod().equals("GET")) {
        throw new HttpFailure(405, "This does not take " + request.getMethod(), "");
      }
      Assets.Asset asset =
          Assets.of(path.equals("/") ? "index.html" : path.substring("/web/".length()));
      new Exchange(request, response, Map.of()).send(200, asset.type(), asset.bytes());
      return;
    }
    Router.Match match = router.find(request.getMethod(), path);
    match.endpoint().handle(new Exchange(request, response, match.path()));
  }

  private static void fail(Request request, Response response, Callback callback, Throwable e) {
    if (response.isCommitted() || e instanceof EofException) {
      callback.failed(e);
      return;
    }
    HttpFailure failure = HttpFailure.of(e);
    try {
      response.reset();
      protect(response.getHeaders());
      // What was not read of the body would be taken for the next request.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      boolean page =
          Request.getPathInContext(request).equals("/") && request.getMethod().equals("GET");
      Exchange exchange = new Exchange(request, response, Map.of());
      if (page) {
        exchange.send(
            failure.status(), "text/plain", failure.getMessage() + ". " + failure.remedy());
      } else {
        exchange.send(failure.status(), words(failure));
      }
      callback.succeeded();
    } catch (IOException | RuntimeException again) {
      callback.failed(again);
    }
  }

  private static ObjectNode words(HttpFailure failure) {
    ObjectNode json = Json.object();
    json.put("error", Text.printable(failure.getMessage()));
    json.put("remedy", failure.remedy());
    return json;
  }
}
