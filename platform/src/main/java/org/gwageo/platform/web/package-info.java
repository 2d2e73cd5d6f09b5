/**
 * The frame that every page shares: language, message lookup, links, assets, headers, components.
 *
 * <p>A controller of another module returns the name of a template under {@code src/main/jte} and
 * the records that the template names as parameters; {@link org.gwageo.platform.web.Page} is added
 * to every template. Korean pages live at {@code /…}, English ones at {@code /en/…}: a filter takes
 * the prefix off before routing, and {@link org.gwageo.platform.web.Page#href} puts it back, so a
 * controller sees one path for both languages.
 *
 * <pre>{@code
 * @GetMapping("/programmes/{programme}/teams/{team}")
 * String team(@PathVariable String programme, @PathVariable String team, Model model) {
 *   model.addAttribute("team", teams.view(programme, team));
 *   return "team/show";
 * }
 * }</pre>
 *
 * <p>The module knows no other module and holds no data.
 */
@NullMarked
@ApplicationModule(
    displayName = "Page frame",
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {})
package org.gwageo.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
