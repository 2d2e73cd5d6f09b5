package org.gwageo.platform.identity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param username unique, also the name under which actions are recorded
 * @param nameKo how Korean pages greet the account
 * @param nameEn how English pages do
 * @param role what the account is for
 * @param programme the programme it belongs to; the office's accounts belong to none
 * @param subject the slug of the team it speaks for, or the pseudonym under which it reviews
 */
public record Account(
    String username,
    String nameKo,
    String nameEn,
    Role role,
    @Nullable String programme,
    @Nullable String subject) {}
