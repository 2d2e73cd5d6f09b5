package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks an endpoint which models it serves. */
final class ServedModels {

  private ServedModels() {}

  /**
   * Returns the name of the first model that the guest's endpoint lists.
   *
   * @throws IOException if the endpoint does not answer, or lists none
   */
  static String first(Guest guest) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(guest.endpoint() + "/models"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      String name = JsonMapper.shared().readTree(answer.body()).at("/data/0/id").stringValue("");
      if (answer.statusCode() != 200 || name.isEmpty()) {
        throw new IOException(
            "entrant %s: %s lists no model (status %d); name one as URL#MODEL"
                .formatted(guest.name(), request.uri(), answer.statusCode()));
      }
      return name;
    } catch (JacksonException e) {
      throw new IOException(
          "entrant %s: %s does not answer with JSON".formatted(guest.name(), request.uri()), e);
    } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
      throw new IOException(
          "entrant %s: nothing answers at %s".formatted(guest.name(), guest.endpoint()));
    }
  }
}
