package org.gwageo.platform.submission.web;

import org.jspecify.annotations.Nullable;

/**
 * What the office sends to enter a guest.
 *
 * @param name the guest's name
 * @param endpoint the base address of its OpenAI interface
 * @param model the name of the model there
 */
public record GuestForm(String name, String endpoint, String model) {

  static final GuestForm EMPTY = new GuestForm("", "", "");

  /** Takes fields that were not sent as empty and drops space around the others. */
  public GuestForm(@Nullable String name, @Nullable String endpoint, @Nullable String model) {
    this.name = name == null ? "" : name.strip();
    this.endpoint = endpoint == null ? "" : endpoint.strip();
    this.model = model == null ? "" : model.strip();
  }
}
