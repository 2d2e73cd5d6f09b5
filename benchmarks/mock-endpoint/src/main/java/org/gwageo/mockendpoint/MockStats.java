package org.gwageo.mockendpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What really reached the endpoint since it was started or reset.
 *
 * @param requests requests for replies, each attempt counted
 * @param delivered responses whose last byte was written and that carried a whole reply
 * @param connections connections that were opened
 * @param mostInFlight most requests that were being served at once
 * @param meanInFlight time that requests were served, all added up, over the time from the first
 *     request to the last response
 * @param bytesIn bytes received
 * @param bytesOut bytes of responses
 * @param seconds from the first request to the last response
 * @param firstAt when the first request arrived, in milliseconds since 1970; 0 if none did
 * @param prompts different prompts
 * @param repeated prompts that were sent more than once
 * @param mostRepeated most times that one prompt was sent
 * @param promptsDigest digest of the set of prompts, whatever their order: equal for two clients
 *     that asked the same
 * @param keys different {@code Idempotency-Key} headers
 * @param afterFinish requests after {@code /__finish}
 * @param itemsAsked items of the key that were asked
 * @param itemsDelivered items of the key that were replied to in whole
 * @param itemsDeliveredAgain items of the key that were replied to in whole more than once
 * @param deliveredRight items that were delivered and are answered rightly
 * @param unknown requests in which no item of the key was found
 * @param images images received
 * @param sounds sounds received
 * @param paths requests by path
 * @param statuses responses by HTTP status; 0: the connection was broken before one
 * @param faults requests by the fault that met them
 * @param parameters values of the requests' parameters, and how often each was seen
 * @param gaps times between arrivals: index i counts gaps below 2^i microseconds
 */
public record MockStats(
    long requests,
    long delivered,
    long connections,
    long mostInFlight,
    double meanInFlight,
    long bytesIn,
    long bytesOut,
    double seconds,
    long firstAt,
    long prompts,
    long repeated,
    long mostRepeated,
    String promptsDigest,
    long keys,
    long afterFinish,
    long itemsAsked,
    long itemsDelivered,
    long itemsDeliveredAgain,
    long deliveredRight,
    long unknown,
    long images,
    long sounds,
    Map<String, Long> paths,
    Map<String, Long> statuses,
    Map<String, Long> faults,
    Map<String, Map<String, Long>> parameters,
    List<Long> gaps) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Takes copies. */
  public MockStats {
    paths = sorted(paths);
    statuses = sorted(statuses);
    faults = sorted(faults);
    parameters = sorted(parameters);
    gaps = List.copyOf(gaps);
  }

  private static <V> Map<String, V> sorted(Map<String, V> counts) {
    return java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** Returns the statistics as a JSON object with the members named like the components. */
  public String toJson() {
    return JSON.writeValueAsString(this);
  }
}
