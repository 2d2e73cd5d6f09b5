package org.gwageo.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gwageo.platform.ApplicationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Visitors.class)
class ClaimPagesTests {

  private static final String STATEMENT = "The language model continues north-star-base.";

  @Autowired private Visitors visitors;
  @Autowired private Claims claims;
  private String submission = "";

  @BeforeEach
  void submit() {
    submission = visitors.submit();
  }

  @Test
  void aClaimIsComparedWithControlsAnsweredAndThenShown() throws Exception {
    assertThat(visitors.open("", "/en/lineage/claims/new").body())
        .contains("File a claim", submission);
    var filed =
        visitors.send(
            "",
            "/en/lineage/claims",
            fields("source", "north-star-base", "statistic", "gain-cosine", "value", "0.9996"));
    assertThat(filed.status()).isEqualTo(200);
    String receipt = receipt(filed.body());
    var claim = claims.all().getFirst();
    compared(claim.number());
    assertThat(visitors.open("", "/lineage/claims/" + claim.number()).status())
        .as("not shown before the reply")
        .isEqualTo(404);
    assertThat(visitors.open("", "/lineage").body()).doesNotContain(claim.number());
    assertThat(visitors.send("", "/en/lineage/claims/receipt", "receipt", receipt).body())
        .contains(STATEMENT, "alleged source", "gain-cosine", "0.9996", "Reply due");
    visitors.send(
        "l-team",
        "/my-team/lineage/stage-1/claims/" + claim.number(),
        "claim-reply",
        "We declared that.");
    assertThat(visitors.open("", "/en/lineage/claims/" + claim.number()).body())
        .contains(STATEMENT, "We declared that.", "Derivation established")
        .contains("A number that is no evidence");
    assertThat(visitors.open("", "/en/lineage").body()).contains(claim.number());
  }

  @Test
  void aHandedInFileIsComparedToo() throws Exception {
    byte[] weights =
        Files.readAllBytes(Path.of("../nano/models/north-star-base/model.safetensors"));
    var filed =
        visitors.upload(
            "", "/en/lineage/claims", "stolen from.safetensors", weights, fields("source", ""));
    assertThat(filed.status()).as(filed.body()).isEqualTo(200);
    var claim = claims.all().getFirst();
    assertThat(claim.source().kind()).isEqualTo(Claim.Source.Kind.FILE);
    assertThat(claim.source().name()).isEqualTo("stolen_from.safetensors");
    compared(claim.number());
    assertThat(claims.find(claim.number()).orElseThrow().comparison().orElseThrow().report())
        .contains("claimed-source", "north-star-base");
  }

  @Test
  void aFileThatIsNoCheckpointEndsInASentence() throws Exception {
    var wrong =
        visitors.upload(
            "", "/en/lineage/claims", "virus.exe", new byte[] {1}, fields("source", ""));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Only safetensors, gguf and onnx files are taken.");
    visitors.upload(
        "",
        "/en/lineage/claims",
        "a.gguf",
        "not a checkpoint".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        fields("source", ""));
    String number = claims.all().getFirst().number();
    waitFor(number);
    assertThat(claims.find(number).orElseThrow().state()).isEqualTo(Claim.State.NOT_COMPARABLE);
  }

  @Test
  void whatIsWrongIsSaidAtItsField() throws Exception {
    var wrong =
        visitors.send(
            "",
            "/en/lineage/claims",
            "submission",
            "GW-NONE",
            "component",
            "tokenizer",
            "statement",
            "short",
            "value",
            "1e5");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("Choose the submission.", "Write at least 20 characters.")
        .contains("Give the number with at most nine decimals", "short", "1e5");
    assertThat(claims.all()).isEmpty();
  }

  @Test
  void aFilledTrapOrAFloodIsRefused() throws Exception {
    assertThat(
            visitors
                .send("", "/en/lineage/claims", fields("source", "", "website", "http://spam"))
                .status())
        .isEqualTo(422);
    assertThat(claims.all()).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(visitors.send("", "/en/lineage/claims", fields("source", "")).status())
          .isEqualTo(200);
    }
    var sixth = visitors.send("", "/en/lineage/claims", fields("source", ""));
    assertThat(sixth.status()).isEqualTo(429);
    assertThat(sixth.body()).contains("No more claims are taken today.", STATEMENT);
  }

  @Test
  void keepsNoAddressAndNoCode() throws Exception {
    var filed = visitors.send("", "/en/lineage/claims", fields("source", ""));
    String row =
        visitors.database().sql("select * from lineage.claim").query().singleRow().toString();
    assertThat(row).doesNotContain("127.0.0.1", receipt(filed.body()));
  }

  @Test
  void theOfficeWithholdsForAReasonThatIsPublic() throws Exception {
    visitors.send("", "/en/lineage/claims", fields("source", ""));
    String number = claims.all().getFirst().number();
    String path = "/office/lineage/claims/" + number + "/withholding";
    assertThat(visitors.send("l-office", "/en" + path, "reason", "").status()).isEqualTo(422);
    visitors.send("l-office", path, "reason", "It names a private person.");
    assertThat(visitors.open("", "/en/lineage/claims/" + number).body())
        .contains("It names a private person.")
        .doesNotContain(STATEMENT);
    assertThat(visitors.open("l-office", "/en/office/lineage/claims").body()).contains(STATEMENT);
    assertThat(visitors.send("l-team", path, "reason", "ours").status()).isEqualTo(403);
  }

  @Test
  void nobodyRepliesForAnotherTeam() throws Exception {
    visitors.send("", "/en/lineage/claims", fields("source", ""));
    String path = "/my-team/lineage/stage-1/claims/" + claims.all().getFirst().number();
    assertThat(visitors.send("l-other", path, "claim-reply", "mine").status()).isEqualTo(404);
  }

  private String[] fields(String... more) {
    var fields =
        new java.util.ArrayList<>(
            List.of(
                "submission", submission, "component", "language-model", "statement", STATEMENT));
    fields.addAll(List.of(more));
    return fields.toArray(String[]::new);
  }

  private void compared(String number) throws InterruptedException {
    waitFor(number);
    var claim = claims.find(number).orElseThrow();
    assertThat(claim.state()).as("%s", claim.cause()).isEqualTo(Claim.State.COMPARED);
  }

  private void waitFor(String number) throws InterruptedException {
    long end = System.nanoTime() + java.time.Duration.ofMinutes(3).toNanos();
    while (claims.find(number).orElseThrow().state() == Claim.State.FILED) {
      assertThat(System.nanoTime()).as("the comparison ends in time").isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static String receipt(String body) {
    var code = Pattern.compile("<strong class=\"copyable\">([0-9A-Z]{20})<").matcher(body);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
