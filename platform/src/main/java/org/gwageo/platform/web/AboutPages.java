package org.gwageo.platform.web;

import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Pages about the site itself. */
@Controller
class AboutPages {

  @GetMapping("/accessibility")
  String accessibility() {
    return "about/accessibility";
  }

  @GetMapping("/components")
  String components(Page page, Model model) {
    model.addAttribute("samples", Samples.in(page, Instant.parse("2026-01-15T05:00:00Z")));
    return "about/components";
  }
}
