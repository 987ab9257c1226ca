package io.semblance.studio.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which endpoint answers which path. */
public final class Router {
  /** Answers a request. */
  @FunctionalInterface
  public interface Endpoint {
    /** Answers. */
    void handle(Exchange exchange) throws Exception;
  }

  private record Route(String method, String[] parts, Endpoint endpoint) {}

  /** An endpoint with the named parts of the path. */
  record Match(Endpoint endpoint, Map<String, String> path) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds an endpoint.
   *
   * @param template a path whose parts in braces match anything: {@code /api/jobs/{id}}
   */
  public Router on(String method, String template, Endpoint endpoint) {
    routes.add(new Route(method, template.split("/", -1), endpoint));
    return this;
  }

  /** Method and path of every endpoint, as they were added. */
  public List<String> all() {
    return routes.stream().map(r -> r.method() + " " + String.join("/", r.parts())).toList();
  }

  /**
   * Finds the endpoint.
   *
   * @throws HttpFailure if there is none for this path, or none for this method
   */
  Match find(String method, String path) {
    String[] parts = path.split("/", -1);
    boolean known = false;
    for (Route route : routes) {
      Map<String, String> named = match(route.parts(), parts);
      if (named != null) {
        if (route.method().equals(method)) {
          return new Match(route.endpoint(), named);
        }
        known = true;
      }
    }
    if (known) {
      throw new HttpFailure(405, "This does not take " + method, "See /api/openapi.json.");
    }
    throw new HttpFailure(404, "There is nothing at this address", "See /api/openapi.json.");
  }

  private static Map<String, String> match(String[] template, String[] parts) {
    if (template.length != parts.length) {
      return null;
    }
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      String t = template[i];
      if (t.startsWith("{")) {
        named.put(t.substring(1, t.length() - 1), parts[i]);
      } else if (!t.equals(parts[i])) {
        return null;
      }
    }
    return named;
  }
}
