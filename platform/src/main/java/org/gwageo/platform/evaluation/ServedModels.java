package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks an endpoint which models it serves, before questions are put to it. */
public final class ServedModels {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private ServedModels() {}

  /**
   * Returns the names of the models that the endpoint lists.
   *
   * @param base the address that ends in {@code /v1}
   * @throws IOException if nothing answers there, or not with a list of models; the message is one
   *     sentence
   */
  public static List<String> at(URI base) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(base + "/models")).timeout(ANSWER).build();
    try (var client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(
            "%s answers with status %d".formatted(request.uri(), answer.statusCode()));
      }
      return JsonMapper.shared()
          .readTree(answer.body())
          .path("data")
          .valueStream()
          .map(model -> model.path("id").stringValue(""))
          .filter(name -> !name.isEmpty())
          .toList();
    } catch (JacksonException e) {
      throw new IOException(request.uri() + " does not answer with JSON", e);
    } catch (ConnectException | HttpTimeoutException | UnresolvedAddressException e) {
      throw new IOException("nothing answers at " + base, e);
    }
  }
}
