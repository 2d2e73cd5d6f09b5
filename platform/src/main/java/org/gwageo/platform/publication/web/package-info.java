/**
 * The pages that anyone may read.
 *
 * <p>A page is a record of words in the language of the request, built by a class of its own from
 * definitions and public views; the template only lays it out. What a stage decided reaches a page
 * through {@link org.gwageo.platform.publication.web.StageFacts#verdict} or another view of {@link
 * org.gwageo.verdict.Disclosure} for the public, so that nothing undisclosed can be printed.
 */
@NullMarked
package org.gwageo.platform.publication.web;

import org.jspecify.annotations.NullMarked;
