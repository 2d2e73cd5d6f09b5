package org.gwageo.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's choices for the page frame, under {@code gwageo.web}.
 *
 * @param origin scheme, host and port of the public address; empty to leave addresses relative
 * @param masthead what the line above the header says
 */
@ConfigurationProperties("gwageo.web")
record FrameSettings(
    @DefaultValue("") String origin, @DefaultValue("demonstration") Frame.Masthead masthead) {}
