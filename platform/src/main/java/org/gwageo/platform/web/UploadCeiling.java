package org.gwageo.platform.web;

import java.util.regex.Pattern;

/**
 * How much may be uploaded to some addresses, where that is more than elsewhere. It holds for
 * visitors with a role; from others no more is taken than at any address.
 *
 * @param path the addresses, without language prefix
 * @param role who may upload so much
 * @param bytes the most bytes of a request
 */
public record UploadCeiling(Pattern path, String role, long bytes) {}
