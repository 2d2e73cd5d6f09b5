package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.gwageo.platform.evaluation.ServedModels;

/**
 * An endpoint that somebody enters into the rehearsal.
 *
 * @param name the entrant's name
 * @param endpoint the base address, ending in {@code /v1}
 * @param model the model's name at the endpoint; empty for the first one that it lists
 */
public record Guest(String name, URI endpoint, String model) {

  /**
   * Returns the guest with the name of a model that its endpoint serves now: the one it was entered
   * with, or the first that the endpoint lists.
   *
   * @throws IOException if the endpoint does not answer, or lists no model
   */
  public Guest asServed() throws IOException, InterruptedException {
    List<String> served;
    try {
      served = ServedModels.at(endpoint);
    } catch (IOException e) {
      throw new IOException("entrant " + name + ": " + e.getMessage());
    }
    if (!model.isEmpty()) {
      return this;
    }
    if (served.isEmpty()) {
      throw new IOException(
          "entrant " + name + ": " + endpoint + " lists no model; name one as URL#MODEL");
    }
    return new Guest(name, endpoint, served.getFirst());
  }

  /**
   * Reads {@code NAME=URL} or {@code NAME=URL#MODEL}.
   *
   * @throws IllegalArgumentException if {@code text} has another form
   */
  public static Guest parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("an entrant is written NAME=URL, not: " + text);
    }
    try {
      var uri = new URI(text.substring(equals + 1));
      String scheme = uri.getScheme();
      if (!("http".equals(scheme) || "https".equals(scheme))
          || uri.getHost() == null
          || !uri.getPath().endsWith("/v1")) {
        throw new IllegalArgumentException(
            "an entrant's URL is an http or https address that ends in /v1, not: " + uri);
      }
      String model = uri.getFragment() == null ? "" : uri.getFragment();
      var base =
          new URI(
              scheme, uri.getUserInfo(), uri.getHost(), uri.getPort(), uri.getPath(), null, null);
      return new Guest(text.substring(0, equals), base, model);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("an entrant's URL cannot be read: " + e.getMessage(), e);
    }
  }
}
