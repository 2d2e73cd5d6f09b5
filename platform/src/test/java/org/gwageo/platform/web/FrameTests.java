package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = FrameServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class FrameTests {

  private final HttpClient client = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  private int port;

  @Test
  void koreanIsAtThePlainPathAndEnglishUnderEn() throws Exception {
    HttpResponse<String> korean = get("/accessibility");
    HttpResponse<String> english = get("/en/accessibility");
    assertThat(korean.body()).contains("<html lang=\"ko\"", "웹 접근성 안내");
    assertThat(english.body()).contains("<html lang=\"en\"", "Accessibility statement");
    assertThat(english.headers().firstValue("Content-Language")).contains("en");
  }

  @Test
  void theSwitchKeepsThePageAndItsQuery() throws Exception {
    String english = get("/en/components?page=3").body();
    assertThat(english)
        .contains("href=\"/components?page=3\" lang=\"ko\"")
        .contains("hreflang=\"ko\" href=\"/components?page=3\"")
        .contains("hreflang=\"en\" href=\"/en/components?page=3\"");
  }

  @Test
  void linksStayInTheLanguage() throws Exception {
    Matcher links =
        Pattern.compile("<a [^>]*href=\"(/[^\"]*)\"[^>]*>").matcher(get("/en/components").body());
    int checked = 0;
    while (links.find()) {
      if (!links.group().contains("lang=\"ko\"")
          && !links.group(1).matches("/(display|assets).*")) {
        assertThat(links.group(1)).matches("/en(/.*)?");
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(10);
  }

  @Test
  void redirectsStayInTheLanguage() throws Exception {
    assertThat(get("/en/moved").headers().firstValue("Location").orElseThrow())
        .endsWith(port + "/en/accessibility");
    assertThat(get("/moved").headers().firstValue("Location").orElseThrow())
        .endsWith(port + "/accessibility");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/components", "/en/nothing-here", "/fails", "/assets.lock"})
  void everyAnswerCarriesTheSecurityHeaders(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains(SecurityHeadersFilter.CONTENT_SECURITY_POLICY);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void assetsMayBeKeptForEver() throws Exception {
    Matcher asset =
        Pattern.compile("href=\"(/assets/[^\"]+base.css)\"").matcher(get("/components").body());
    assertThat(asset.find()).isTrue();
    HttpResponse<String> answer = get(asset.group(1));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control"))
        .contains("max-age=31536000, public, immutable");
  }

  @Test
  void anAssetOfAnotherVersionIsNotFound() throws Exception {
    assertThat(get("/assets/000000000000/css/base.css").statusCode()).isEqualTo(404);
  }

  @Test
  void aMissingPageSaysSoInBothLanguages() throws Exception {
    HttpResponse<String> korean = get("/nothing-here");
    HttpResponse<String> english = get("/en/nothing-here");
    assertThat(korean.statusCode()).isEqualTo(404);
    assertThat(korean.body()).contains("페이지를 찾을 수 없습니다").contains("href=\"/en/nothing-here\"");
    assertThat(english.statusCode()).isEqualTo(404);
    assertThat(english.body()).contains("Page not found").contains("href=\"/nothing-here\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fails", "/template-fails"})
  void aFailureShowsAnIncidentNumberAndNoCause(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .containsPattern("<strong class=\"copyable\">[2-9A-Z]{4}-[2-9A-Z]{4}</strong>")
        .doesNotContain("secret cause", "Exception");
  }

  @Test
  void aProgramIsToldInJson() throws Exception {
    HttpResponse<String> answer = send("/en/nothing-here", "Accept", "application/json");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void theContrastModeIsACookieBehindALink() throws Exception {
    HttpResponse<String> changed = get("/display?contrast=high&back=%2Fen%2Fcomponents");
    assertThat(changed.statusCode()).isEqualTo(303);
    assertThat(changed.headers().firstValue("Location")).contains("/en/components");
    assertThat(changed.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("contrast=high;")
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(send("/en/components", "Cookie", "contrast=high").body())
        .contains("data-krds-mode=\"high-contrast\"");
  }

  @Test
  void fieldsInErrorAreMarkedAndExplained() throws Exception {
    assertThat(get("/en/components").body())
        .contains("aria-invalid=\"true\" aria-describedby=\"name-hint name-error\"")
        .contains("<a href=\"#name\">The name needs two letters or more.</a>");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(path, "Accept", "text/html");
  }

  private HttpResponse<String> send(String path, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header(header, value)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
