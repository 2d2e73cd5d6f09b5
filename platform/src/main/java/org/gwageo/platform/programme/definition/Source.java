package org.gwageo.platform.programme.definition;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A document that data are taken from.
 *
 * @param key short name by which data cite it, unique in the programme
 * @param confidence what a datum resting on this source alone deserves
 * @param title what the document is
 * @param publisher who published it
 * @param date when it was published, or {@code null} when it carries no date
 * @param url where it can be read, or {@code null} when only {@code reference} is known
 * @param reference identifiers such as a notice number, or {@code null}
 * @param access how much of it was read for these data
 */
public record Source(
    String key,
    Confidence confidence,
    Bilingual title,
    Bilingual publisher,
    @Nullable Period date,
    @Nullable URI url,
    @Nullable String reference,
    Access access) {

  /** How much of a source was read. */
  public enum Access {
    /** The whole text. */
    FULL_TEXT,
    /** Excerpts only. */
    EXCERPT,
    /** Not at all: another source cites it. */
    CITED
  }
}
