package org.gwageo.mockendpoint;

/**
 * When the response to one request left.
 *
 * @param number the request, from 1; its reply's id ends in this number
 * @param key the request's {@code Idempotency-Key}; empty if it had none
 * @param item the item of the key that was asked; empty if none was recognised
 * @param prompt the first 128 bits of the prompt's digest
 * @param firstMicros microseconds from the request's last byte to the write that began the content,
 *     measured, not planned
 * @param firstAt when that write was made, in microseconds since 1970 by the machine's clock
 * @param lastMicros microseconds from the request's last byte to the last write
 */
public record RequestTiming(
    long number,
    String key,
    String item,
    String prompt,
    long firstMicros,
    long firstAt,
    long lastMicros) {}
