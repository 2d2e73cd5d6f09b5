package org.gwageo.platform.evaluation;

import java.net.URI;

/**
 * Somebody whose model is measured.
 *
 * @param id the slug of the team or entrant
 * @param endpoint the base address of the OpenAI interface
 * @param model the name under which the endpoint serves the model
 * @param revision the state of the model, by digest
 */
public record Entrant(String id, URI endpoint, String model, String revision) {}
