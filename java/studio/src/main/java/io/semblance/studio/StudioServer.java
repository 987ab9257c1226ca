package io.semblance.studio;

import io.semblance.flow.StudioLauncher;
import io.semblance.flow.StudioOptions;
import io.semblance.studio.api.AboutApi;
import io.semblance.studio.api.JobApi;
import io.semblance.studio.api.SampleApi;
import io.semblance.studio.api.TableApi;
import io.semblance.studio.http.EventHub;
import io.semblance.studio.http.Exchange;
import io.semblance.studio.http.Router;
import io.semblance.studio.http.StudioHandler;
import io.semblance.studio.job.Drawings;
import io.semblance.studio.job.JobRunner;
import io.semblance.studio.store.TableStore;
import io.semblance.studio.store.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The studio: a server on loopback with a page and a JSON interface.
 *
 * <pre>{@code
 * try (StudioServer studio = StudioServer.start(StudioOptions.defaults(), "1.0")) {
 *   System.out.println(studio.address()); // open this one
 *   Thread.currentThread().join();
 * }
 * }</pre>
 */
public final class StudioServer implements StudioLauncher.Running {
  private static final int MOST_CONNECTIONS = 200;
  private static final int MOST_THREADS = 64;
  private static final long IDLE_MILLIS = 30_000;

  /** How long an idle connection may stay once there are as many as are allowed. */
  private static final long IDLE_MILLIS_WHEN_FULL = 1_000;

  private static final int HEADER_BYTES = 16 << 10;

  private final Server server;
  private final EventHub events = new EventHub();
  private final Workspace workspace;
  private final TableStore tables;
  private final JobRunner jobs;
  private final Drawings drawings;
  private final String address;
  private final String token;
  private final List<String> endpoints;
  private boolean closed;

  private StudioServer(StudioOptions options, String version, long idleMillis) throws IOException {
    Path folder = options.folder() == null ? Workspace.usual() : options.folder();
    workspace = Workspace.open(folder);
    try {
      tables = new TableStore(workspace, events, options.maxUploadBytes());
      drawings = new Drawings(events);
      jobs = new JobRunner(workspace, tables, drawings, events);
      Router router = new Router();
      new AboutApi(tables, version).addTo(router);
      new TableApi(tables, jobs).addTo(router);
      new SampleApi(jobs, drawings).addTo(router);
      new JobApi(jobs, tables).addTo(router);
      router.on("GET", "/api/events", this::events);
      endpoints = router.all();
      StudioHandler handler = new StudioHandler(router);
      server = server(handler, options.port(), idleMillis);
      address = handler.address(started());
      token = handler.token();
    } catch (IOException | RuntimeException e) {
      workspace.close(); // nothing has been begun yet
      throw e;
    }
    tables.start();
    jobs.start();
  }

  private static Server server(StudioHandler handler, int port, long idleMillis) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("studio");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(idleMillis);
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, server);
    limit.setEndPointIdleTimeout(IDLE_MILLIS_WHEN_FULL);
    server.addBean(limit);
    server.setHandler(handler);
    return server;
  }

  private int started() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + "; another program uses this port, so give another one (--port)", e);
    } catch (Exception e) {
      throw new IOException(e);
    }
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /**
   * Starts a studio.
   *
   * @param version shown on its pages
   * @throws IOException if the port or the folder cannot be used
   */
  public static StudioServer start(StudioOptions options, String version) throws IOException {
    return start(options, version, IDLE_MILLIS);
  }

  /**
   * The same.
   *
   * @param idleMillis after which a connection is cut off that neither sends nor takes
   */
  static StudioServer start(StudioOptions options, String version, long idleMillis)
      throws IOException {
    return new StudioServer(options, version, idleMillis);
  }

  private void events(Exchange exchange) throws IOException {
    events.serve(
        exchange,
        () -> {
          List<EventHub.Event> all = new ArrayList<>();
          tables.all().forEach(t -> all.add(new EventHub.Event("table", t.id(), t::outline)));
          jobs.all().forEach(j -> all.add(new EventHub.Event("job", j.id(), j::outline)));
          drawings.all().forEach(d -> all.add(new EventHub.Event("sample", d.key(), d::json)));
          return all;
        });
  }

  /** Method and path of everything that programs can ask. */
  List<String> endpoints() {
    return endpoints;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public Path folder() {
    return workspace.folder();
  }

  /** Pauses what runs, deletes what was not kept, and ends. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    events.close();
    IOException failed = null;
    // Each of them, whatever became of the others: private tables must not stay behind.
    for (Ending ending :
        List.<Ending>of(
            server::stop, drawings::close, jobs::close, tables::close, workspace::close)) {
      try {
        ending.end();
      } catch (Exception e) {
        if (failed == null) {
          failed = new IOException("the studio did not end as it should: " + e.getMessage(), e);
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private interface Ending {
    void end() throws Exception;
  }

  @Override
  public List<String> warnings() {
    List<String> all = new ArrayList<>(tables.warnings());
    all.addAll(jobs.warnings());
    return all;
  }
}
