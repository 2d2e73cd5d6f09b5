package org.gwageo.benchmark.endpoint;

import java.net.URI;
import java.util.Locale;
import org.gwageo.benchmark.journal.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A model behind an OpenAI-compatible interface.
 *
 * @param base the address that ends in {@code /v1}, without a slash at its end
 * @param subject the model asked for, its revision and the season
 * @param apiKey the bearer token; null sends none
 */
public record Endpoint(URI base, Subject subject, @Nullable String apiKey) {

  /**
   * Checks the address and takes slashes off its end.
   *
   * @throws IllegalArgumentException if it is no http or https address of a host
   */
  public Endpoint {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException(
          "an endpoint is an http or https address that ends in /v1, not " + base);
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("an endpoint's address has no ? and no #: " + base);
    }
    String text = base.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    base = URI.create(text);
  }

  /** Returns an endpoint without a token, for a model whose revision and season are not tracked. */
  public static Endpoint of(URI base, String model) {
    return new Endpoint(base, new Subject(model, "", ""), null);
  }

  /** Returns the address of one of its interfaces. */
  URI at(String path) {
    return URI.create(base + "/" + path);
  }

  /** Returns the address and the subject; never the token. */
  @Override
  public String toString() {
    return "Endpoint[" + base + ", " + subject + (apiKey == null ? "]" : ", with a token]");
  }
}
