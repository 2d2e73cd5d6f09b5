package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class UploadGateTests {

  private static final UploadGate GATE =
      new UploadGate(
          1_000, List.of(new UploadCeiling(Pattern.compile("/big/[a-z]+"), "TEAM", 1_000_000)));

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  private static void signIn(String role) {
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("somebody", "", role));
  }

  /** Returns the status of the answer, 200 where the request went on. */
  private static int send(String path, long length, boolean chunked) throws Exception {
    var request =
        new MockHttpServletRequest("POST", path) {
          @Override
          public long getContentLengthLong() {
            return length;
          }
        };
    request.setContentType("multipart/form-data; boundary=x");
    if (chunked) {
      request.addHeader("Transfer-Encoding", "chunked");
    }
    var response = new MockHttpServletResponse();
    var chain = new MockFilterChain();
    GATE.doFilter(request, response, chain);
    assertThat(chain.getRequest() != null).isEqualTo(response.getStatus() == 200);
    return response.getStatus();
  }

  @Test
  void takesALittleEverywhere() throws Exception {
    assertThat(send("/small", 1_000, false)).isEqualTo(200);
    assertThat(send("/small", 1_001, false)).isEqualTo(413);
  }

  @Test
  void takesMoreAtOneAddressFromThoseWhoMayHandIn() throws Exception {
    signIn("ROLE_TEAM");
    assertThat(send("/big/one", 1_000_000, false)).isEqualTo(200);
    assertThat(send("/en/big/one", 1_000_000, false)).isEqualTo(200);
    assertThat(send("/big/one", 1_000_001, false)).isEqualTo(413);
    assertThat(send("/big/one/more", 1_001, false)).isEqualTo(413);
    assertThat(send("/small", 1_001, false)).isEqualTo(413);
  }

  @Test
  void takesNoMoreFromOthers() throws Exception {
    assertThat(send("/big/one", 1_001, false)).isEqualTo(413);
    signIn("ROLE_OFFICE");
    assertThat(send("/big/one", 1_001, false)).isEqualTo(413);
  }

  @Test
  void wantsToKnowTheLengthBeforehand() throws Exception {
    signIn("ROLE_TEAM");
    assertThat(send("/big/one", -1, true)).isEqualTo(411);
    assertThat(send("/big/one", -1, false)).isEqualTo(200);
  }
}
