package org.gwageo.platform.programme.definition;

/** A name that the programme lets its teams use, such as "K-AI model". */
public record GrantedName(String id, Bilingual name, Bilingual users, Attribution attribution) {}
