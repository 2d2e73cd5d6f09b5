/**
 * Templates in the Jinja2 dialect of lm-evaluation-harness, compiled once and rendered fast.
 *
 * <p>The dialect is Jinja 2 with strict undefined names, the final line end kept, no automatic
 * escaping, and one filter more, {@code regex_replace(pattern, replacement, count)}. Expressions
 * see Python values and have Python's string, list and dictionary methods, negative indexes,
 * slices, truth and printing ({@link org.gwageo.benchmark.python}).
 *
 * <pre>{@code
 * var template = JinjaTemplate.compile("Q: {{question.strip()}}\nA: {{['A', 'B'][answer - 1]}}");
 * template.render(Map.of("question", " 1 + 1? ", "answer", 2L));   // "Q: 1 + 1?\nA: B"
 * }</pre>
 *
 * <p>Statements: {@code if}, {@code for}, {@code set}, {@code raw} and comments, with white-space
 * control. A construct outside of the subset (a macro, an unknown filter, {@code include}) is
 * refused at compile time by name; no template renders as something else than Jinja would render.
 * {@link org.gwageo.benchmark.jinja.JinjaTemplate} is immutable and thread-safe.
 */
@NullMarked
package org.gwageo.benchmark.jinja;

import org.jspecify.annotations.NullMarked;
