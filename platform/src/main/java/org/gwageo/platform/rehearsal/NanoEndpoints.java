package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.http.NanoServer;

/**
 * One endpoint for each tiny model, each on a port of its own. The ports are kept in the folder, so
 * that the endpoints of a rehearsal that goes on are where its submissions say.
 */
final class NanoEndpoints implements AutoCloseable {

  private static final String PORTS = "endpoints.properties";

  private final SequencedMap<String, NanoServer> servers;

  private NanoEndpoints(SequencedMap<String, NanoServer> servers) {
    this.servers = servers;
  }

  /**
   * Starts the endpoints.
   *
   * @param models the folder of each team's model, by team
   */
  static NanoEndpoints start(Path folder, SequencedMap<String, Path> models) throws IOException {
    var ports = new Properties();
    Path file = folder.resolve(PORTS);
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        ports.load(in);
      }
    }
    var servers = new LinkedHashMap<String, NanoServer>();
    var started = new NanoEndpoints(servers);
    try {
      for (var model : models.entrySet()) {
        int port = Integer.parseInt(ports.getProperty(model.getKey(), "0"));
        servers.put(model.getKey(), serve(model.getKey(), model.getValue(), port));
      }
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
    servers.forEach((team, server) -> ports.setProperty(team, String.valueOf(server.port())));
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      ports.store(out, null);
    }
    return started;
  }

  /** Returns the base address of each team's endpoint. */
  Map<String, URI> addresses() {
    var addresses = new LinkedHashMap<String, URI>();
    servers.forEach(
        (team, server) ->
            addresses.put(team, URI.create("http://127.0.0.1:" + server.port() + "/v1")));
    return addresses;
  }

  @Override
  public void close() {
    servers.values().forEach(NanoServer::close);
  }

  private static NanoServer serve(String team, Path model, int port) throws IOException {
    try {
      return NanoServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          List.of(NanoModel.load(model)));
    } catch (BadModelException e) {
      throw new IOException(
          "the model of %s cannot be served: %s".formatted(team, e.getMessage()), e);
    } catch (BindException e) {
      throw new IOException(
          "port %d, on which the endpoint of %s was submitted, is in use".formatted(port, team), e);
    }
  }
}
